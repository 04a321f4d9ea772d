import { type AwsError, awsError } from "../aws-error.ts";

/** What is wrong with the entries of a batch as a whole; undefined: nothing. SQS's own rules and texts. */
export function batchProblem(entries: readonly { readonly Id: string | undefined }[]): AwsError | undefined {
  if (entries.length === 0) return awsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > 10) return awsError("TooManyEntriesInBatchRequest", `Maximum number of entries per request are 10. You have sent ${entries.length}.`);
  const ids = new Set<string>();
  for (const { Id: id = "" } of entries) {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(id)) {
      return awsError("InvalidBatchEntryId", "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
    }
    if (ids.has(id)) return awsError("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);
    ids.add(id);
  }
  return undefined;
}

/** An error as an entry of `Failed`. */
export function failedEntry(id: string | undefined, error: AwsError): { Id: string | undefined; SenderFault: true; Code: string; Message: string } {
  return { Id: id, SenderFault: true, Code: error.name.replace(/Exception$/, ""), Message: error.message };
}
