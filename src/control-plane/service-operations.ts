import { API_GATEWAY_OPERATIONS } from "#services/api-gateway/operations.ts";
import { APIGATEWAYV2_OPERATIONS } from "#services/apigatewayv2/operations.ts";
import { APPLICATION_AUTO_SCALING_OPERATIONS } from "#services/application-auto-scaling/operations.ts";
import { CLOUDWATCH_OPERATIONS } from "#services/cloudwatch/operations.ts";
import { ELBV2_OPERATIONS } from "#services/elbv2/operations.ts";
import { EVENTBRIDGE_OPERATIONS } from "#services/eventbridge/operations.ts";
import { LAMBDA_OPERATIONS } from "#services/lambda/operations.ts";
import { LOGS_OPERATIONS } from "#services/logs/operations.ts";
import type { OperationContext, Outcome } from "#services/operation.ts";
import { S3_OPERATIONS } from "#services/s3/operations.ts";
import { SCHEDULER_OPERATIONS } from "#services/scheduler/operations.ts";
import { SERVICE_QUOTAS_OPERATIONS } from "#services/service-quotas/operations.ts";
import { SNS_OPERATIONS } from "#services/sns/operations.ts";
import { SQS_OPERATIONS } from "#services/sqs/operations.ts";
import { STS_OPERATIONS } from "#services/sts/operations.ts";
import type { State } from "#services/tables.ts";

/** An operation as the dispatcher sees it; its input has been parsed by the schema of the same name. */
export type AnyOperation = (state: State, input: object, context: OperationContext) => Outcome<unknown>;

// The tables are typed operation by operation; by name they are all called alike, with the input that the schema of
// that name has parsed.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const OPERATIONS = {
  "api-gateway": API_GATEWAY_OPERATIONS,
  apigatewayv2: APIGATEWAYV2_OPERATIONS,
  "application-auto-scaling": APPLICATION_AUTO_SCALING_OPERATIONS,
  cloudwatch: CLOUDWATCH_OPERATIONS,
  elbv2: ELBV2_OPERATIONS,
  eventbridge: EVENTBRIDGE_OPERATIONS,
  lambda: LAMBDA_OPERATIONS,
  logs: LOGS_OPERATIONS,
  s3: S3_OPERATIONS,
  scheduler: SCHEDULER_OPERATIONS,
  "service-quotas": SERVICE_QUOTAS_OPERATIONS,
  sns: SNS_OPERATIONS,
  sqs: SQS_OPERATIONS,
  sts: STS_OPERATIONS,
} as unknown as Readonly<Record<string, Readonly<Record<string, AnyOperation>>>>;

/** An operation by its service's key (as the API layer names it) and its own name; undefined where nobody built it. */
export function operationOf(service: string, operation: string): AnyOperation | undefined {
  const operations = Object.hasOwn(OPERATIONS, service) ? OPERATIONS[service] : undefined;
  return operations && Object.hasOwn(operations, operation) ? operations[operation] : undefined;
}
