import type { Target } from "@aws-sdk/client-eventbridge";
import { type AwsError, isAwsError } from "../aws-error.ts";
import { isJson } from "../json-text.ts";
import { validation } from "./errors.ts";
import type { RuleTarget } from "./records.ts";

/** Targets of a rule at most. */
export const MAX_TARGETS = 5;

const FUNCTION = /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/;
const QUEUE = /^arn:aws:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/;
const TOPIC = /^arn:aws:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/;

/** The targets of PutTargets, checked. Whether they are there is seen when an event comes, as at AWS. */
export function targetsFrom(given: readonly Target[]): RuleTarget[] | AwsError {
  const targets: RuleTarget[] = [];
  for (const one of given) {
    const target = targetFrom(one);
    if (isAwsError(target)) return target;
    targets.push(target);
  }
  return targets;
}

function targetFrom({ Id = "", Arn = "", RoleArn, Input, InputPath, RetryPolicy, DeadLetterConfig, ...more }: Target): RuleTarget | AwsError {
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(Id)) {
    return validation(`1 validation error detected: Value '${Id}' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`);
  }
  const invalid = (reason: string): AwsError => validation(`Parameter ${Id} is not valid. Reason: ${reason}`);
  if (!/^arn:aws[a-z-]*:[a-z0-9-]+:/.test(Arn)) return invalid("Provided Arn is not in correct format.");
  if (![FUNCTION, QUEUE, TOPIC].some((form) => form.test(Arn))) return invalid("The targets that are simulated are Lambda functions, SQS standard queues and SNS standard topics.");
  const foreign = Object.entries(more).find(([, value]) => value !== undefined);
  if (foreign) return invalid(`${foreign[0]} is not simulated for this target.`);
  if (Input !== undefined && InputPath !== undefined) return validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  if (Input !== undefined && !isJson(Input)) return invalid("JSON syntax error in input for target.");
  if (InputPath !== undefined && !/^\$(\.[A-Za-z_][\w-]*|\[\d+\])*$/.test(InputPath)) return invalid("InputPath must be a JSON path of names and indexes, such as $.detail.items[0].");
  const { MaximumEventAgeInSeconds: age = 60, MaximumRetryAttempts: attempts = 0 } = RetryPolicy ?? {};
  if (age < 60 || age > 86_400) return invalid("MaximumEventAgeInSeconds must be 60 to 86400.");
  if (attempts < 0 || attempts > 185) return invalid("MaximumRetryAttempts must be 0 to 185.");
  if (DeadLetterConfig?.Arn !== undefined && !QUEUE.test(DeadLetterConfig.Arn)) return invalid("Dead letter queue must be an SQS standard queue.");
  return {
    Id,
    Arn,
    ...(RoleArn !== undefined && { RoleArn }),
    ...(Input !== undefined && { Input }),
    ...(InputPath !== undefined && { InputPath }),
    ...(RetryPolicy && { RetryPolicy }),
    ...(DeadLetterConfig && { DeadLetterConfig }),
  };
}
