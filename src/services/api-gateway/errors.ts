import { type AwsError, awsError } from "../aws-error.ts";

/** 400. */
export const badRequest = (message: string): AwsError => awsError("BadRequestException", message);
/** 404. */
export const notFound = (message: string): AwsError => awsError("NotFoundException", message);
/** 409. */
export const conflict = (message: string): AwsError => awsError("ConflictException", message);

/** Refuses what is not built: a member that was given a value which says more than nothing. */
export function refuseUnbuilt(input: object, members: readonly string[]): AwsError | undefined {
  const asked = members.find((member) => saysSomething((input as Readonly<Record<string, unknown>>)[member]));
  return asked === undefined ? undefined : badRequest(`${asked} is not simulated here.`);
}

function saysSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
