import { CreateEventBusCommand } from "@aws-sdk/client-eventbridge";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateTopicCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import type { ClientOf } from "../../aws/lazy-clients.ts";

/** What functions send to and hear from, that the console can make by name alone. */
export type ResourceKind = "queue" | "topic" | "bucket" | "bus";

/** What is wrong with a name while it is typed; undefined for a good one. The API has the last word. */
export function resourceNameProblem(kind: ResourceKind, name: string): string | undefined {
  if (name === "") return `A ${kind} needs a name.`;
  if (kind === "bucket") {
    return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ? undefined : "A bucket's name has 3 to 63 characters: lower-case letters, digits, dots and hyphens. It begins and ends with a letter or a digit.";
  }
  if (kind === "bus") return /^[A-Za-z0-9._-]{1,256}$/.test(name) ? undefined : "A bus's name has at most 256 characters: letters, digits, dots, hyphens and underscores.";
  if (name.endsWith(".fifo")) return `FIFO ${kind}s are not simulated, and an asynchronous function takes none. Choose a name without .fifo.`;
  const longest = kind === "queue" ? 80 : 256;
  return name.length <= longest && /^[A-Za-z0-9_-]+$/.test(name) ? undefined : `A ${kind}'s name has at most ${longest} characters: letters, digits, hyphens and underscores.`;
}

/** Makes it with AWS's defaults; resolves with its ARN. */
export async function createResource(client: ClientOf, kind: ResourceKind, name: string, region: string, accountId: string): Promise<string> {
  switch (kind) {
    case "queue":
      await (await client("sqs")).send(new CreateQueueCommand({ QueueName: name }));
      return `arn:aws:sqs:${region}:${accountId}:${name}`;
    case "topic":
      return (await (await client("sns")).send(new CreateTopicCommand({ Name: name }))).TopicArn ?? `arn:aws:sns:${region}:${accountId}:${name}`;
    case "bus":
      return (await (await client("events")).send(new CreateEventBusCommand({ Name: name }))).EventBusArn ?? `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
    case "bucket":
      // us-east-1 is what a bucket without a LocationConstraint gets, and may not be named.
      await (await client("s3")).send(new CreateBucketCommand({ Bucket: name, ...(region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint: region as "eu-west-1" } }) }));
      return `arn:aws:s3:::${name}`;
  }
}
