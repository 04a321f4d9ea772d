/** What a throttled call's Reason means, and what to do about it; keyed by AWS's enum ThrottleReason. */
const REASONS: Readonly<Record<string, string>> = {
  ConcurrentInvocationLimitExceeded:
    "All of the account's concurrency that is open to this function is in use. Wait for running calls to end, reserve a part for this function, or request a higher quota.",
  ReservedFunctionConcurrentInvocationLimitExceeded:
    "The function's reserved concurrency is used up; with a reservation of 0 every call is refused. Reserve more, or use unreserved account concurrency.",
  FunctionInvocationRateLimitExceeded: "More than ten calls a second for each unit of the account's concurrency. Send them more slowly, or request a higher quota.",
  ReservedFunctionInvocationRateLimitExceeded: "More than ten calls a second for each unit of the function's reserved concurrency. Send them more slowly, or reserve more.",
  CallerRateLimitExceeded: "New environments were asked for faster than 1,000 in ten seconds, which is the most a function gets. Let the calls grow more slowly.",
};

/** The `Reason` of a throttled call; undefined of any other error. */
export function throttleReason(error: object): string | undefined {
  const reason: unknown = (error as { Reason?: unknown }).Reason;
  return typeof reason === "string" ? reason : undefined;
}

/** What the Reason means and the way out; undefined where it is none that we know. */
export function throttleWords(error: object): string | undefined {
  const reason = throttleReason(error);
  return reason === undefined ? undefined : REASONS[reason];
}
