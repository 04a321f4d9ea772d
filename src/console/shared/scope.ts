import { ACCOUNT_ID, useCloud } from "../aws/cloud-context.tsx";

/** Account and Region of the page, `accountId/region`: what drafts and test events are kept under. */
export function useScope(): string {
  return `${ACCOUNT_ID}/${useCloud().region}`;
}
