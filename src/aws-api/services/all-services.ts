import type { ServiceDefinition } from "../service-definition.ts";
import { applicationAutoScalingService } from "./application-auto-scaling.ts";
import { cloudwatchService } from "./cloudwatch.ts";
import { lambdaService } from "./lambda.ts";
import { logsService } from "./logs.ts";
import { s3Service } from "./s3.ts";
import { schedulerService } from "./scheduler.ts";
import { serviceQuotasService } from "./service-quotas.ts";
import { snsService } from "./sns.ts";
import { sqsService } from "./sqs.ts";

/** Every service that the simulator knows, in the order in which an unsigned call is offered to them. */
export const ALL_SERVICES: readonly ServiceDefinition[] = [
  lambdaService,
  logsService,
  sqsService,
  snsService,
  schedulerService,
  cloudwatchService,
  applicationAutoScalingService,
  serviceQuotasService,
  s3Service,
];
