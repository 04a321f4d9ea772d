/** One statement of a function's policy, in words. */
export interface Statement {
  readonly sid: string;
  readonly principal: string;
  readonly action: string;
  readonly conditions: readonly string[];
  readonly json: string;
}

interface RawStatement {
  readonly Sid?: string;
  readonly Principal?: string | Readonly<Record<string, string>>;
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Reads the JSON text that GetPolicy answers; what cannot be read is no statement. */
export function statementsOf(policy: string | undefined): Statement[] {
  let document: { readonly Statement?: readonly RawStatement[] };
  try {
    document = JSON.parse(policy ?? "{}") as typeof document;
  } catch {
    return [];
  }
  return (document.Statement ?? []).map((raw) => ({
    sid: raw.Sid ?? "-",
    principal: typeof raw.Principal === "string" ? raw.Principal : Object.values(raw.Principal ?? {}).join(", "),
    action: typeof raw.Action === "string" ? raw.Action : (raw.Action ?? []).join(", "),
    conditions: Object.entries(raw.Condition ?? {}).flatMap(([operator, pairs]) => Object.entries(pairs).map(([key, value]) => `${key} ${operator.endsWith("Like") ? "like" : "is"} ${value}`)),
    json: JSON.stringify(raw, null, 2),
  }));
}

/** Services that invoke functions, by the name that a policy has for them. */
export const SERVICES = [
  { value: "s3.amazonaws.com", label: "Amazon S3", simulated: true },
  { value: "sns.amazonaws.com", label: "Amazon SNS", simulated: true },
  { value: "events.amazonaws.com", label: "EventBridge (rules)", simulated: false },
  { value: "apigateway.amazonaws.com", label: "API Gateway", simulated: true },
  { value: "elasticloadbalancing.amazonaws.com", label: "Elastic Load Balancing", simulated: true },
] as const;

/** What is wrong with a statement's ID; undefined for a good one. */
export function sidProblem(sid: string, taken: readonly string[]): string | undefined {
  if (!/^[a-zA-Z0-9_-]{1,100}$/.test(sid)) return "A statement ID has 1 to 100 letters, digits, hyphens and underscores.";
  return taken.includes(sid) ? "This policy has a statement of that ID. Choose another one, or remove the existing statement." : undefined;
}

/** What is wrong with a source ARN; an empty one is allowed. */
export function sourceArnProblem(arn: string): string | undefined {
  return arn === "" || /^arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9-]+):([a-z]{2}(-[a-z]+)*-\d)?:(\d{12})?:(.*)$/.test(arn) ? undefined : "Write an ARN, such as arn:aws:s3:::my-bucket, or nothing.";
}
