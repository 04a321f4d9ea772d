import { functionRoute, href, type PageQualifier } from "./routes.ts";

/** What an ARN stands for, in words, and its page where the console has one. */
export interface ArnName {
  /** `Amazon SQS`. */
  readonly service: string;
  /** `jobs-dlq`. */
  readonly name: string;
  readonly href: string | undefined;
}

const SERVICES: Readonly<Record<string, string>> = { sqs: "Amazon SQS", sns: "Amazon SNS", lambda: "Lambda", s3: "Amazon S3", events: "EventBridge", scheduler: "EventBridge Scheduler", "execute-api": "API Gateway", elasticloadbalancing: "Elastic Load Balancing" };

/** Reads an ARN; one that cannot be read is its own name. */
export function arnName(arn: string): ArnName {
  const [, , key = "", , , ...rest] = arn.split(":");
  const service = SERVICES[key] ?? (key || "Unknown");
  if (rest.length === 0) return { service, name: arn, href: undefined };
  switch (key) {
    case "sqs":
      return { service, name: rest.join(":"), href: href({ page: "queues", name: rest.join(":") }) };
    case "s3": {
      const name = rest.join(":").split("/", 1)[0] ?? "";
      return { service, name, href: href({ page: "buckets", name }) };
    }
    case "lambda": {
      const [, name = "", at] = rest;
      return { service, name: at === undefined ? name : `${name}:${at}`, href: href(functionRoute(name, { qualifier: pageQualifier(at) })) };
    }
    case "elasticloadbalancing": {
      // targetgroup/<name>/<id>, loadbalancer/app/<name>/<id> and what lies below it.
      const [type, second = "", third = ""] = rest.join(":").split("/");
      return { service, name: type === "targetgroup" ? second : third, href: undefined };
    }
    default:
      return { service, name: rest.join(":").split("/").at(-1) ?? arn, href: undefined };
  }
}

/** The page of an API qualifier; absent or `$LATEST`: the function's own. */
export function pageQualifier(qualifier: string | null | undefined): PageQualifier {
  if (qualifier === undefined || qualifier === null || qualifier === "" || qualifier === "$LATEST") return { kind: "latest" };
  return { kind: /^\d+$/.test(qualifier) ? "version" : "alias", value: qualifier };
}
