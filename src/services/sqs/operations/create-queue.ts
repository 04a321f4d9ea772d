import type { CreateQueueRequest, CreateQueueResult } from "@aws-sdk/client-sqs";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { invalidValue } from "../errors.ts";
import { NUMBER_ATTRIBUTES } from "../queue-attributes.ts";
import { queueUrl } from "../queue-reference.ts";
import { checkedAttributes } from "../queue-settings.ts";

/** CreateQueue: a standard queue. The same name with the same attributes is answered again; with others it is refused. */
export const createQueue: Operation<CreateQueueRequest, CreateQueueResult> = (state, input, context) => {
  const name = input.QueueName ?? "";
  if (name.endsWith(".fifo")) return awsError("UnsupportedOperation", "FIFO queues are not simulated; make a standard queue.");
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
    return invalidValue("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
  }
  const attributes = checkedAttributes(state, input.Attributes ?? {}, context);
  if (isAwsError(attributes)) return attributes;
  const output = { QueueUrl: queueUrl(context, name) };
  const known = state["sqs.queues"].get(name);
  if (known) {
    const differs = Object.entries(attributes).find(([key, value]) => (known.attributes[key] ?? String(NUMBER_ATTRIBUTES[key]?.[0] ?? "")) !== value);
    if (differs) return awsError("QueueNameExists", `A queue already exists with the same name and a different value for attribute ${differs[0]}`);
    return { output, changes: [] };
  }
  const { now } = context;
  return {
    output,
    changes: [{ table: "sqs.queues", key: name, value: { name, createdAt: now, lastModified: now, attributes, tags: input.tags ?? {}, purgedAt: null } }],
  };
};
