import type { Operation } from "../operation.ts";
import { createEventBus, deleteEventBus, describeEventBus, listEventBuses } from "./operations/buses.ts";
import { putEvents, testEventPattern } from "./operations/events.ts";
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from "./operations/rules.ts";
import { listTargetsByRule, putTargets, removeTargets } from "./operations/targets.ts";

/** EventBridge: buses, rules and events. Names as in the service model. */
export const EVENTBRIDGE_OPERATIONS = {
  CreateEventBus: createEventBus,
  DeleteEventBus: deleteEventBus,
  DeleteRule: deleteRule,
  DescribeEventBus: describeEventBus,
  DescribeRule: describeRule,
  DisableRule: disableRule,
  EnableRule: enableRule,
  ListEventBuses: listEventBuses,
  ListRules: listRules,
  ListTargetsByRule: listTargetsByRule,
  PutEvents: putEvents,
  PutRule: putRule,
  PutTargets: putTargets,
  RemoveTargets: removeTargets,
  TestEventPattern: testEventPattern,
} satisfies Record<string, Operation<never, unknown>>;
