import type { InvokedFunction } from "../shared/invoke-permission.ts";

/** What a trigger starts. */
export interface TriggerTarget extends InvokedFunction {
  /** With the qualifier where there is one. */
  readonly arn: string;
  readonly region: string;
}
