import type { StaticErrorSchema } from "@smithy/types";

/** Statuses, other than 400, of the errors that stand in no service model: those of AWS's front end, and some of S3's. */
const FRONT_END_STATUS: Readonly<Record<string, number>> = {
  ValidationException: 400,
  SerializationException: 400,
  UnknownOperationException: 404,
  AccessDenied: 403,
  AccessDeniedException: 403,
  AccessForbidden: 403,
  RequestEntityTooLargeException: 413,
  NotImplementedException: 501,
  ServiceException: 500,
  ServiceUnavailableException: 503,
  BucketNotEmpty: 409,
  ConditionalRequestConflict: 409,
  InvalidPartNumber: 416,
  InvalidRange: 416,
  MethodNotAllowed: 405,
  NoSuchCORSConfiguration: 404,
  NoSuchTagSet: 404,
  NoSuchVersion: 404,
  NotFound: 404,
  NotImplemented: 501,
  NotModified: 304,
  PreconditionFailed: 412,
};

/** The status of an error: its shape's, else by whose fault it was; errors without a shape have their own table. */
export function errorStatus(name: string, schema: StaticErrorSchema | undefined): number {
  if (!schema) return FRONT_END_STATUS[name] ?? 400;
  const traits = schema[3] as { httpError?: number; error?: string };
  // S3's NotFound, of the Head operations, has no status in the model.
  if (traits.httpError === undefined && name === "NotFound") return 404;
  return traits.httpError ?? (traits.error === "server" ? 500 : 400);
}
