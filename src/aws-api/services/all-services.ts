import type { ServiceEntry } from "../service-definition.ts";
import { lambdaService } from "./lambda.ts";
import { logsService } from "./logs.ts";

/**
 * Every service that the simulator knows, in the order in which an unsigned call is offered to them. What the first page
 * asks for is here from the start; the others' schemas are fetched with the first call that may be for them.
 */
export const ALL_SERVICES: readonly ServiceEntry[] = [
  { key: "lambda", signingName: "lambda", load: () => lambdaService },
  { key: "logs", signingName: "logs", load: () => logsService },
  { key: "sqs", signingName: "sqs", load: async () => (await import("./sqs.ts")).sqsService },
  { key: "sns", signingName: "sns", load: async () => (await import("./sns.ts")).snsService },
  { key: "scheduler", signingName: "scheduler", load: async () => (await import("./scheduler.ts")).schedulerService },
  { key: "eventbridge", signingName: "events", load: async () => (await import("./eventbridge.ts")).eventbridgeService },
  { key: "cloudwatch", signingName: "monitoring", load: async () => (await import("./cloudwatch.ts")).cloudwatchService },
  { key: "application-auto-scaling", signingName: "application-autoscaling", load: async () => (await import("./application-auto-scaling.ts")).applicationAutoScalingService },
  { key: "service-quotas", signingName: "servicequotas", load: async () => (await import("./service-quotas.ts")).serviceQuotasService },
  { key: "api-gateway", signingName: "apigateway", load: async () => (await import("./api-gateway.ts")).apiGatewayService },
  { key: "apigatewayv2", signingName: "apigateway", load: async () => (await import("./apigatewayv2.ts")).apigatewayv2Service },
  { key: "elbv2", signingName: "elasticloadbalancing", load: async () => (await import("./elbv2.ts")).elbv2Service },
  { key: "sts", signingName: "sts", load: async () => (await import("./sts.ts")).stsService },
  { key: "s3", signingName: "s3", signedOnly: true, load: async () => (await import("./s3.ts")).s3Service },
];
