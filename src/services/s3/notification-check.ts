import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import { type AwsError, isAwsError } from "../aws-error.ts";
import { parseFunctionReference } from "../lambda/function-reference.ts";
import { resolveQualifier } from "../lambda/lookup.ts";
import type { OperationContext } from "../operation.ts";
import { topicOfArn } from "../sns/topic-reference.ts";
import { queueOfArn } from "../sqs/queue-reference.ts";
import type { State } from "../tables.ts";
import { invalidArgument } from "./errors.ts";
import { coversEvent, mayInvoke, type NotificationRule, rulesOf } from "./notifications.ts";

/**
 * What is wrong with a notification configuration, in S3's words; undefined: nothing. Targets must be there, a function
 * must let S3 invoke it for this bucket, and no two rules may catch the same event of the same key.
 */
export function notificationProblem(
  state: State,
  bucket: string,
  configuration: NotificationConfiguration,
  context: OperationContext,
  skipTargets: boolean,
): AwsError | undefined {
  const rules = rulesOf(configuration);
  const filters = [...(configuration.LambdaFunctionConfigurations ?? []), ...(configuration.QueueConfigurations ?? []), ...(configuration.TopicConfigurations ?? [])]
    .map(({ Filter }) => (Filter?.Key?.FilterRules ?? []).map(({ Name = "" }) => Name.toLowerCase()));
  for (const names of filters) {
    if (names.some((name) => name !== "prefix" && name !== "suffix")) return invalidArgument("filter rule name must be either prefix or suffix");
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) return invalidArgument(`Cannot specify more than one ${twice} rule in a filter.`);
  }
  for (const rule of rules) {
    if (rule.events.length === 0) return invalidArgument("A notification must name at least one event");
    const unknown = rule.events.find((event) => !/^s3:[A-Za-z]+:(\*|[A-Za-z]+)$/.test(event));
    if (unknown !== undefined) return invalidArgument(`The event '${unknown}' is not supported for notifications`);
  }
  for (const [index, rule] of rules.entries()) {
    if (rules.slice(0, index).some((other) => overlaps(rule, other))) {
      return invalidArgument(
        "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
      );
    }
  }
  const invalid = !skipTargets && rules.some((rule) => !isValidTarget(state, bucket, rule, context));
  return invalid ? invalidArgument("Unable to validate the following destination configurations") : undefined;
}

function isValidTarget(state: State, bucket: string, { kind, target }: NotificationRule, context: OperationContext): boolean {
  if (kind === "sqs") return queueOfArn(state, target, context) !== undefined;
  if (kind === "sns") return !isAwsError(topicOfArn(state, target, context));
  const reference = parseFunctionReference(target, undefined, context, "InvokeFunction");
  if (isAwsError(reference) || !resolveQualifier(state, reference.name, reference.qualifier)) return false;
  return mayInvoke(state, target, bucket, context);
}

function overlaps(one: NotificationRule, other: NotificationRule): boolean {
  const sameEvent = one.events.some((left) => other.events.some((right) => coversEvent(left, right) || coversEvent(right, left)));
  return (
    sameEvent &&
    (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix)) &&
    (one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix))
  );
}
