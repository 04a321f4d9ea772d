/** What there is, by service; absent: not known (yet), and then nothing is said to be missing. */
export interface Known {
  /** ARNs. */
  readonly sqs?: readonly string[] | undefined;
  readonly sns?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
  /** Names. */
  readonly lambda?: readonly string[] | undefined;
  readonly s3?: readonly string[] | undefined;
}

/** The service that an ARN is of, where it is one that events are handed to. */
export function serviceOf(arn: string): keyof Known | undefined {
  const service = arn.split(":")[2];
  return service === "sqs" || service === "sns" || service === "events" || service === "lambda" || service === "s3" ? service : undefined;
}

/** Whether what an ARN names is known not to be there. */
export function isMissing(arn: string, known: Known): boolean {
  const service = serviceOf(arn);
  const there = service && known[service];
  if (there === undefined) return false;
  if (service === "lambda") return !there.includes(arn.split(":")[6] ?? "");
  return !there.includes(service === "s3" ? arn.slice("arn:aws:s3:::".length) : arn);
}
