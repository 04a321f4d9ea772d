import type { NormalizedSchema } from "@smithy/core/schema";
import type { AwsError } from "#services/aws-error.ts";

/**
 * The members of an error of the model: `message` or `Message`, whichever its shape has (`message` where it has neither, as
 * some of SQS's); and `Type`, where it has one, says whose fault it was.
 */
export function errorMembers(error: AwsError, shape: NormalizedSchema): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const [name] of shape.structIterator()) {
    if (name.toLowerCase() === "message") members[name] = error.message;
    else if (name === "Type") members[name] = shape.getMergedTraits()["error"] === "server" ? "Service" : "User";
  }
  if (!("message" in members || "Message" in members)) members["message"] = error.message;
  return { ...members, ...error.members };
}

/** AWS's front end writes its own errors with a capital letter, the checks of the model with a small one. */
export function messageMember(errorName: string): "message" | "Message" {
  return errorName === "ValidationException" ? "message" : "Message";
}
