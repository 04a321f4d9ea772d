import type { OperationContext } from "../operation.ts";

/** An id in API Gateway's manner: small letters and digits, as many as asked for, out of a UUID's last 64 bits. */
export function shortId({ newId }: Pick<OperationContext, "newId">, length: number): string {
  const hex = newId().replaceAll(/[^0-9a-f]/g, "").slice(-16);
  return BigInt(`0x0${hex}`).toString(36).slice(-length).padStart(length, "0");
}

/** How long the ids of either flavour of API are; they share their hosts, so they share their form. */
export const API_ID_LENGTH = 10;

/** The name that AWS's DNS has for an API: `<api id>.execute-api.<region>.amazonaws.com`. */
export function apiHost(apiId: string, region: string): string {
  return `${apiId}.execute-api.${region}.amazonaws.com`;
}

/** The API id of a host of this Region, whatever its port; null for any other host. */
export function apiIdOfHost(host: string, region: string): string | null {
  const [name = ""] = host.split(":");
  const end = name.indexOf(".");
  return end > 0 && name === apiHost(name.slice(0, end), region) ? name.slice(0, end) : null;
}

/** `arn:aws:execute-api:<region>:<account>:<api id>/<rest>`: what a function's policy names as the source of a call. */
export function executeApiArn(place: Pick<OperationContext, "accountId" | "region">, apiId: string, rest: string): string {
  return `arn:aws:execute-api:${place.region}:${place.accountId}:${apiId}/${rest}`;
}
