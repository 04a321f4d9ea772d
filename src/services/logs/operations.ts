import type { Operation } from "../operation.ts";
import { deleteLogGroup } from "./operations/delete-log-group.ts";
import { describeLogGroups } from "./operations/describe-log-groups.ts";
import { describeLogStreams } from "./operations/describe-log-streams.ts";
import { filterLogEvents } from "./operations/filter-log-events.ts";
import { getLogEvents } from "./operations/get-log-events.ts";
import { createLogGroup, deleteRetentionPolicy, putRetentionPolicy } from "./operations/retention-policy.ts";

/** CloudWatch Logs, as much of it as reading what functions wrote needs. Names as in the service model. */
export const LOGS_OPERATIONS = {
  CreateLogGroup: createLogGroup,
  DeleteLogGroup: deleteLogGroup,
  DeleteRetentionPolicy: deleteRetentionPolicy,
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
  PutRetentionPolicy: putRetentionPolicy,
} satisfies Record<string, Operation<never, unknown>>;
