import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { utf8 } from "../bytes.ts";
import { acceptEvent } from "../lambda/async/async-queue.ts";
import { isInvokeAllowed } from "../lambda/triggers/invoke-permission.ts";
import type { OperationContext } from "../operation.ts";
import { publish } from "../sns/publish.ts";
import { sendMessage } from "../sqs/send.ts";
import type { Change, State } from "../tables.ts";
import { ruleArn } from "./buses.ts";
import type { RuleRecord, RuleTarget } from "./records.ts";

type DeliveryContext = Pick<OperationContext, "now" | "newId" | "accountId" | "region">;

/**
 * The changes that bring an event (JSON text) to all targets of a rule. A target that is gone, or a function whose
 * policy does not let EventBridge invoke it, gets nothing; then the event goes to the target's dead-letter queue, if it
 * has one, at once: AWS does not retry these failures, and there are no others here.
 */
export function deliver(state: State, rule: RuleRecord, text: string, context: DeliveryContext): Change[] {
  const changes: Change[] = [];
  for (const target of rule.targets) {
    const sent = send(state, rule, target, inputOf(target, text), context);
    const settled = isAwsError(sent) ? deadLetter(state, rule, target, text, sent, context) : sent;
    if (!isAwsError(settled)) changes.push(...settled.changes);
  }
  return changes;
}

function send(state: State, rule: RuleRecord, { Arn: arn }: RuleTarget, input: string, context: DeliveryContext): { readonly changes: readonly Change[] } | AwsError {
  switch (arn.split(":")[2]) {
    case "sqs":
      return sendMessage(state, arn, input, {}, context);
    case "sns":
      return publish(state, arn, input, {}, context);
    default: {
      // A chain of invocations is not followed through a bus: AWS's loop detection knows queues, topics and buckets only.
      const by = { service: "events.amazonaws.com", sourceArn: ruleArn(context, rule), sourceAccount: context.accountId };
      const accepted = acceptEvent(state, { target: arn, payload: utf8(input), source: "eventbridge" }, context);
      if (isAwsError(accepted) || isInvokeAllowed(state, arn, by, context)) return accepted;
      return awsError("NO_PERMISSIONS", `${by.service} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no resource-based policy allows it for ${by.sourceArn}`);
    }
  }
}

/** The event unchanged, with the attributes that say why (User Guide, "Using dead-letter queues"). */
function deadLetter(state: State, rule: RuleRecord, target: RuleTarget, text: string, error: AwsError, context: DeliveryContext): ReturnType<typeof sendMessage> {
  const queue = target.DeadLetterConfig?.Arn;
  if (queue === undefined) return error;
  const why = { RULE_ARN: ruleArn(context, rule), TARGET_ARN: target.Arn, ERROR_CODE: error.name === "NO_PERMISSIONS" ? error.name : "NO_RESOURCE", ERROR_MESSAGE: error.message };
  return sendMessage(state, queue, text, Object.fromEntries(Object.entries(why).map(([name, value]) => [name, { DataType: "String", StringValue: value }])), context);
}

/** What a target gets: its own constant, a part of the event (`null` where that is not there), or the whole of it. */
function inputOf({ Input, InputPath }: RuleTarget, text: string): string {
  if (Input !== undefined) return Input;
  if (InputPath === undefined || InputPath === "$") return text;
  let value: unknown = JSON.parse(text);
  for (const name of InputPath.slice(1).match(/[^.[\]]+/g) ?? []) {
    value = typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;
  }
  return JSON.stringify(value);
}
