import type { StaticErrorSchema } from "@smithy/types";

/** Statuses of the errors that belong to AWS's front end and stand in no service model. */
const FRONT_END_STATUS: Readonly<Record<string, number>> = {
  ValidationException: 400,
  SerializationException: 400,
  UnknownOperationException: 404,
  AccessDeniedException: 403,
  RequestEntityTooLargeException: 413,
  NotImplementedException: 501,
  ServiceException: 500,
  ServiceUnavailableException: 503,
};

/** The status of an error: its shape's, else by whose fault it was; errors without a shape have their own table. */
export function errorStatus(name: string, schema: StaticErrorSchema | undefined): number {
  if (!schema) return FRONT_END_STATUS[name] ?? 400;
  const traits = schema[3] as { httpError?: number; error?: string };
  return traits.httpError ?? (traits.error === "server" ? 500 : 400);
}
