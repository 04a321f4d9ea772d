import type { Action } from "@aws-sdk/client-elastic-load-balancing-v2";
import { type AwsError, awsError } from "../aws-error.ts";
import { utf8Length } from "../bytes.ts";
import { notSimulated, validationError } from "./errors.ts";
import type { ActionRecord, WeightedTargetGroup } from "./records.ts";

/** What a fixed response may declare itself to be. */
const CONTENT_TYPES = ["text/plain", "text/css", "text/html", "application/javascript", "application/json"];
/** Target groups that one action may forward to. */
const MAX_TARGET_GROUPS = 5;
/** Bytes of a fixed response at most. */
const MAX_FIXED_BODY = 1024;

/** Reads the actions of a listener or a rule: exactly one, forward or fixed-response. */
export function readActions(actions: readonly Action[] | undefined): ActionRecord | AwsError {
  const [action, ...others] = actions ?? [];
  if (!action) return validationError("An action must be specified");
  if (others.length > 0) return notSimulated("Several actions in a row (authentication, then forward) are not simulated; give one: forward or fixed-response.");
  switch (action.Type) {
    case "forward":
      return forwardOf(action);
    case "fixed-response":
      return fixedResponseOf(action);
    default:
      return notSimulated(`The action ${action.Type} is not simulated; forward and fixed-response are.`);
  }
}

function forwardOf({ TargetGroupArn, ForwardConfig }: Action): ActionRecord | AwsError {
  if (ForwardConfig?.TargetGroupStickinessConfig?.Enabled) return notSimulated("Target group stickiness is not simulated: each request is drawn by the weights alone.");
  const tuples = ForwardConfig?.TargetGroups ?? (TargetGroupArn === undefined ? [] : [{ TargetGroupArn }]);
  if (tuples.length === 0) return validationError("A target group ARN must be specified");
  if (tuples.length > MAX_TARGET_GROUPS) return awsError("TooManyUniqueTargetGroupsPerLoadBalancerException", `An action forwards to at most ${MAX_TARGET_GROUPS} target groups`);
  // Both may be given where they say the same, as the answers of ELB do.
  if (TargetGroupArn !== undefined && !(tuples.length === 1 && tuples[0]!.TargetGroupArn === TargetGroupArn)) {
    return validationError("You cannot specify both a target group ARN and a forward config with other target groups");
  }
  const targetGroups: WeightedTargetGroup[] = [];
  for (const { TargetGroupArn: arn = "", Weight: weight = 1 } of tuples) {
    if (!Number.isInteger(weight) || weight < 0 || weight > 999) return validationError("The weight of a target group must be between 0 and 999");
    if (targetGroups.some((other) => other.arn === arn)) return validationError(`Target group '${arn}' was provided multiple times`);
    targetGroups.push({ arn, weight });
  }
  return { kind: "forward", targetGroups };
}

function fixedResponseOf({ FixedResponseConfig: config }: Action): ActionRecord | AwsError {
  const { StatusCode = "", ContentType = "text/plain", MessageBody = "" } = config ?? {};
  if (!/^[245]\d\d$/.test(StatusCode)) {
    return validationError(`1 validation error detected: Value '${StatusCode}' at 'actions.1.member.fixedResponseConfig.statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(2|4|5)\\d\\d$`);
  }
  if (!CONTENT_TYPES.includes(ContentType)) {
    return awsError("InvalidLoadBalancerActionException", "The ContentType must be one of:'text/html', 'application/json', 'application/javascript', 'text/css', 'text/plain'");
  }
  if (utf8Length(MessageBody) > MAX_FIXED_BODY) return validationError(`The message body of a fixed response has at most ${MAX_FIXED_BODY} bytes`);
  return { kind: "fixed-response", statusCode: Number(StatusCode), contentType: ContentType, body: MessageBody };
}

/** An action as the API shows it: a single target group stands in both places. */
export function actionView(action: ActionRecord): Action {
  if (action.kind === "fixed-response") {
    const { statusCode, contentType, body } = action;
    return { Type: "fixed-response", FixedResponseConfig: { StatusCode: String(statusCode), ContentType: contentType, MessageBody: body } };
  }
  const TargetGroups = action.targetGroups.map(({ arn, weight }) => ({ TargetGroupArn: arn, Weight: weight }));
  return {
    Type: "forward",
    ...(TargetGroups.length === 1 && { TargetGroupArn: TargetGroups[0]!.TargetGroupArn }),
    ForwardConfig: { TargetGroups, TargetGroupStickinessConfig: { Enabled: false } },
  };
}

/** Whether two actions do the same. */
export function sameAction(one: ActionRecord, other: ActionRecord): boolean {
  return JSON.stringify(actionView(one)) === JSON.stringify(actionView(other));
}

