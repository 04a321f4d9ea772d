import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { page, type Page } from "../pagination.ts";

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

/** One page of a list by ids; MaxResults comes as text. */
export function pageById<Item>(items: readonly Item[], idOf: (item: Item) => string, input: { readonly MaxResults?: string | undefined; readonly NextToken?: string | undefined }): Page<Item> | AwsError {
  const limit = input.MaxResults === undefined ? 500 : Number(input.MaxResults);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) return badRequest("Invalid value for maxResults.");
  const result = page(items, idOf, (item, marker) => idOf(item) > marker, input.NextToken, limit);
  return isAwsError(result) ? badRequest("Invalid nextToken specified.") : result;
}

function saysSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
