import type { Operation } from "../operation.ts";
import { deleteAlarms, describeAlarms, putMetricAlarm, setAlarmState } from "./operations/alarms.ts";
import { getMetricData, getMetricStatistics, listMetrics } from "./operations/get-metrics.ts";
import { putMetricData } from "./operations/put-metric-data.ts";

/** CloudWatch metrics and alarms. Names as in the service model. */
export const CLOUDWATCH_OPERATIONS = {
  DeleteAlarms: deleteAlarms,
  DescribeAlarms: describeAlarms,
  GetMetricData: getMetricData,
  GetMetricStatistics: getMetricStatistics,
  ListMetrics: listMetrics,
  PutMetricAlarm: putMetricAlarm,
  PutMetricData: putMetricData,
  SetAlarmState: setAlarmState,
} satisfies Record<string, Operation<never, unknown>>;
