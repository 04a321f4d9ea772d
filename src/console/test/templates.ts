import { HELLO_WORLD_EVENT } from "../shared/testing/test-events.ts";

/** A sample event under AWS's template name. */
export interface EventTemplate {
  readonly id: string;
  /** What sends such an event. */
  readonly description: string;
  /** The event as JSON text. */
  readonly read: () => Promise<string>;
}

/** Sample events, written for this project after the message structures that each service documents. */
export const TEMPLATES: readonly EventTemplate[] = [
  { id: "hello-world", description: "Three keys and values", read: () => Promise.resolve(HELLO_WORLD_EVENT) },
  { id: "s3-put", description: "Amazon S3: an object was created", read: async () => (await import("./templates/s3-put.json?raw")).default },
  { id: "apigateway-aws-proxy", description: "API Gateway REST API, payload 1.0", read: async () => (await import("./templates/apigateway-aws-proxy.json?raw")).default },
  { id: "apigateway-http-api-proxy", description: "API Gateway HTTP API, payload 2.0", read: async () => (await import("./templates/apigateway-http-api-proxy.json?raw")).default },
  { id: "alb-request", description: "Application Load Balancer", read: async () => (await import("./templates/alb-request.json?raw")).default },
  { id: "sqs-receive-message", description: "Amazon SQS: one message", read: async () => (await import("./templates/sqs-receive-message.json?raw")).default },
  { id: "sns-notification", description: "Amazon SNS notification", read: async () => (await import("./templates/sns-notification.json?raw")).default },
  { id: "cloudwatch-scheduled-event", description: "EventBridge schedule", read: async () => (await import("./templates/cloudwatch-scheduled-event.json?raw")).default },
];
