import { parseScheduleExpression } from "#services/scheduler/schedule-expression.ts";
import type { ApiSummary } from "../aws/api-queries.ts";
import { filterProblem } from "./filter-pattern.ts";
import type { NewTrigger } from "./change-triggers.ts";
import { EMPTY_LOAD_BALANCER_FIELDS, loadBalancerProblems, newLoadBalancerTrigger, type LoadBalancerFields } from "./load-balancer-fields.ts";

export type TriggerKind = NewTrigger["kind"];

/** Every field of the form; those of other kinds keep what was typed. */
export interface TriggerFields extends LoadBalancerFields {
  readonly kind: TriggerKind;
  readonly bucketArn: string;
  readonly event: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly queueArn: string;
  readonly batchSize: string;
  readonly windowSeconds: string;
  readonly reportItems: boolean;
  /** A pattern of event filtering; empty: none. */
  readonly filter: string;
  readonly topicArn: string;
  readonly scheduleName: string;
  readonly expression: string;
  readonly apiIntent: "create" | "use";
  readonly apiType: "HTTP" | "REST";
  /** Of a new API; empty: `<function>-API`. */
  readonly apiName: string;
  /** The one that is used. */
  readonly api: ApiSummary | null;
  /** Of the one that is used. */
  readonly apiStage: string;
}

/** The stage that Lambda's console makes in a new API. */
export const NEW_STAGE = "default";

export const EMPTY_FIELDS: TriggerFields = {
  kind: "s3", bucketArn: "", event: "s3:ObjectCreated:*", prefix: "", suffix: "", queueArn: "", batchSize: "10", windowSeconds: "0", reportItems: false, filter: "", topicArn: "", scheduleName: "", expression: "rate(5 minutes)",
  apiIntent: "create", apiType: "HTTP", apiName: "", api: null, apiStage: NEW_STAGE,
  ...EMPTY_LOAD_BALANCER_FIELDS,
};

/** S3's events that are served here. */
export const S3_EVENTS = [
  { value: "s3:ObjectCreated:*", label: "All object create events" },
  { value: "s3:ObjectCreated:Put", label: "PUT" },
  { value: "s3:ObjectRemoved:*", label: "All object removal events" },
] as const;

/** What is wrong with the shown fields, a sentence each; none where all is good. The API has the last word. */
export function triggerProblems(fields: TriggerFields): Partial<Record<keyof TriggerFields, string>> {
  const problems: Partial<Record<keyof TriggerFields, string>> = {};
  switch (fields.kind) {
    case "s3":
      if (fields.bucketArn === "") problems.bucketArn = "Choose a bucket, or create one.";
      break;
    case "sns":
      if (fields.topicArn === "") problems.topicArn = "Choose a topic, or create one.";
      break;
    case "sqs": {
      if (fields.queueArn === "") problems.queueArn = "Choose a queue, or create one.";
      const [size, window] = [whole(fields.batchSize), whole(fields.windowSeconds)];
      if (window === undefined || window > 300) problems.windowSeconds = "A batch window is a whole number from 0 to 300 seconds.";
      if (size === undefined || size < 1 || size > 10_000) problems.batchSize = "A batch has 1 to 10,000 messages.";
      else if (size > 10 && window === 0) problems.batchSize = "More than 10 messages need a batch window of at least 1 second.";
      const filter = filterProblem(fields.filter);
      if (filter !== undefined) problems.filter = filter;
      break;
    }
    case "schedule":
      if (!/^[0-9A-Za-z_.-]{1,64}$/.test(fields.scheduleName)) problems.scheduleName = "A schedule's name has 1 to 64 letters, digits, dots, hyphens and underscores.";
      if (parseScheduleExpression(fields.expression) === null) problems.expression = "Write rate(5 minutes), cron(0 12 * * ? *) or at(2026-12-24T18:00:00). Times are UTC.";
      break;
    case "api":
      if (fields.apiIntent === "create" && fields.apiName.length > 128) problems.apiName = "An API's name has 128 characters at most.";
      if (fields.apiIntent === "use" && fields.api === null) problems.api = "Choose an API, or create a new one.";
      break;
    case "alb":
      Object.assign(problems, loadBalancerProblems(fields));
  }
  return problems;
}

/** What is to be made of good fields, for a function of that name. */
export function newTrigger(fields: TriggerFields, functionName: string): NewTrigger {
  switch (fields.kind) {
    case "s3":
      return { kind: "s3", bucketArn: fields.bucketArn, event: fields.event, prefix: fields.prefix, suffix: fields.suffix };
    case "sqs":
      return { kind: "sqs", queueArn: fields.queueArn, batchSize: Number(fields.batchSize), windowSeconds: Number(fields.windowSeconds), reportItems: fields.reportItems, filter: fields.filter.trim() };
    case "sns":
      return { kind: "sns", topicArn: fields.topicArn };
    case "schedule":
      return { kind: "schedule", name: fields.scheduleName, expression: fields.expression.trim() };
    case "api":
      if (fields.apiIntent === "use" && fields.api !== null) return { kind: "api", type: fields.api.type, apiId: fields.api.id, name: fields.api.name, stage: fields.apiStage };
      return { kind: "api", type: fields.apiType, name: fields.apiName.trim() || defaultApiName(functionName), stage: NEW_STAGE };
    case "alb":
      return newLoadBalancerTrigger(fields);
  }
}

/** What Lambda's console calls a new API. */
export function defaultApiName(functionName: string): string {
  return `${functionName}-API`;
}

function whole(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}
