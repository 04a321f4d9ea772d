import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import type { State } from "../tables.ts";
import { invalidValue } from "./errors.ts";
import { NUMBER_ATTRIBUTES, redrivePolicy } from "./queue-attributes.ts";
import { queueOfArn } from "./queue-reference.ts";

/** Attributes that are kept as they come. Access policies and encryption are not simulated; they change nothing here. */
const TEXT_ATTRIBUTES = new Set(["Policy", "RedrivePolicy", "RedriveAllowPolicy", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds"]);

/** Checks attributes that a queue is created with or that are set. An empty text takes a policy away. */
export function checkedAttributes(
  state: State,
  given: Readonly<Record<string, string>>,
  context: Pick<OperationContext, "accountId" | "region">,
): Readonly<Record<string, string>> | AwsError {
  for (const [name, value] of Object.entries(given)) {
    const bounds = NUMBER_ATTRIBUTES[name];
    if (bounds) {
      if (!/^\d{1,9}$/.test(value) || Number(value) < bounds[1] || Number(value) > bounds[2]) return invalidAttribute(name);
    } else if (name === "FifoQueue" || name === "ContentBasedDeduplication" || name === "DeduplicationScope" || name === "FifoThroughputLimit") {
      return awsError("UnsupportedOperation", "FIFO queues are not simulated; make a standard queue.");
    } else if (!TEXT_ATTRIBUTES.has(name)) return awsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
  }
  const redrive = checkRedrive(state, given["RedrivePolicy"], context);
  return isAwsError(redrive) ? redrive : given;
}

const invalidAttribute = (name: string): AwsError => awsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);

function checkRedrive(state: State, text: string | undefined, context: Pick<OperationContext, "accountId" | "region">): AwsError | undefined {
  const policy = redrivePolicy(text);
  if (policy === undefined) return undefined;
  const refused = (reason: string): AwsError => invalidValue(`Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  if (policy === null) return refused("Invalid value for maxReceiveCount or deadLetterTargetArn: maxReceiveCount must be 1 to 1000, and both must be there.");
  return queueOfArn(state, policy.deadLetterTargetArn, context) ? undefined : awsError("InvalidParameterValueException", `Value ${text} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`);
}
