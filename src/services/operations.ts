import { APPLICATION_AUTO_SCALING_OPERATIONS } from "./application-auto-scaling/operations.ts";
import { CLOUDWATCH_OPERATIONS } from "./cloudwatch/operations.ts";
import { LAMBDA_OPERATIONS } from "./lambda/operations.ts";
import { LOGS_OPERATIONS } from "./logs/operations.ts";
import { S3_OPERATIONS } from "./s3/operations.ts";
import { SCHEDULER_OPERATIONS } from "./scheduler/operations.ts";
import { SERVICE_QUOTAS_OPERATIONS } from "./service-quotas/operations.ts";
import { SNS_OPERATIONS } from "./sns/operations.ts";
import { SQS_OPERATIONS } from "./sqs/operations.ts";

/** Every operation that is built, by service (as `aws-api/services` calls it) and name. */
export const OPERATIONS = {
  lambda: LAMBDA_OPERATIONS,
  logs: LOGS_OPERATIONS,
  sqs: SQS_OPERATIONS,
  sns: SNS_OPERATIONS,
  s3: S3_OPERATIONS,
  scheduler: SCHEDULER_OPERATIONS,
  cloudwatch: CLOUDWATCH_OPERATIONS,
  "application-auto-scaling": APPLICATION_AUTO_SCALING_OPERATIONS,
  "service-quotas": SERVICE_QUOTAS_OPERATIONS,
} as const;
