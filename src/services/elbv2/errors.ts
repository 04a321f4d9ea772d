import { type AwsError, awsError } from "../aws-error.ts";

/** 400, for a member that breaks its constraint. */
export const validationError = (message: string): AwsError => awsError("ValidationError", message);
/** 400, for what AWS would do and the simulator does not; the message says so. */
export const notSimulated = (message: string): AwsError => awsError("InvalidConfigurationRequestException", message);
/** 400, in ELB's words. */
export const loadBalancerNotFound = (which: string): AwsError => awsError("LoadBalancerNotFoundException", `Load balancers '[${which}]' not found`);
export const targetGroupNotFound = (which: string): AwsError => awsError("TargetGroupNotFoundException", `Target groups '${which}' not found`);
export const listenerNotFound = (arn: string): AwsError => awsError("ListenerNotFoundException", `Listeners '${arn}' not found`);
export const ruleNotFound = (arn: string): AwsError => awsError("RuleNotFoundException", `Rules '${arn}' not found`);
/** 403: the function's policy does not name the target group. ELB's own text. */
export const mayNotInvoke = (functionArn: string, targetGroupArn: string): AwsError =>
  awsError("AccessDeniedException", `elasticloadbalancing principal does not have permission to invoke ${functionArn} from target group ${targetGroupArn}`);
