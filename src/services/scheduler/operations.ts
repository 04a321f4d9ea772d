import type { Operation } from "../operation.ts";
import { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from "./operations/schedules.ts";

/** EventBridge Scheduler. Names as in the service model. */
export const SCHEDULER_OPERATIONS = {
  CreateSchedule: createSchedule,
  DeleteSchedule: deleteSchedule,
  GetSchedule: getSchedule,
  ListSchedules: listSchedules,
  UpdateSchedule: updateSchedule,
} satisfies Record<string, Operation<never, unknown>>;
