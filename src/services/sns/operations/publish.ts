import type { PublishInput, PublishResponse } from "@aws-sdk/client-sns";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { publish } from "../publish.ts";
import { invalidParameter } from "../topic-reference.ts";

/** Publish to a topic. Phones and platform endpoints are not simulated. */
export const publishMessage: Operation<PublishInput, PublishResponse> = (state, input, context) => {
  const arn = input.TopicArn ?? input.TargetArn;
  if (arn === undefined) return invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  const attributes = Object.fromEntries(
    Object.entries(input.MessageAttributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { DataType: DataType ?? "", ...(StringValue !== undefined && { StringValue }), ...(BinaryValue !== undefined && { BinaryValue }) },
    ]),
  );
  const published = publish(state, arn, input.Message ?? "", attributes, context, {
    ...(input.Subject !== undefined && { subject: input.Subject }),
    ...(input.MessageStructure !== undefined && { structure: input.MessageStructure }),
  });
  return isAwsError(published) ? published : { output: { MessageId: published.messageId }, changes: published.changes };
};
