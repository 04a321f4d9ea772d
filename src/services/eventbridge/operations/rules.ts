import type {
  DeleteRuleRequest, DescribeRuleRequest, DescribeRuleResponse, DisableRuleRequest, EnableRuleRequest, ListRulesRequest, ListRulesResponse, PutRuleRequest, PutRuleResponse, Rule,
} from "@aws-sdk/client-eventbridge";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext, Outcome } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import type { State } from "../../tables.ts";
import { busOf, DEFAULT_BUS, findRule, ruleArn, ruleKey, rulesOf } from "../buses.ts";
import { TOO_MANY, validation } from "../errors.ts";
import { parseEventPattern } from "../event-pattern.ts";
import type { RuleRecord } from "../records.ts";
import { nextRun, parseRuleSchedule } from "../scheduled-rules.ts";

/** Rules of a bus at most (quota). */
const MAX_RULES = 300;

/** PutRule: makes a rule or replaces it; its targets stay. A rate counts from then on. */
export const putRule: Operation<PutRuleRequest, PutRuleResponse> = (state, input, context) => {
  const bus = busOf(state, input.EventBusName, context);
  if (isAwsError(bus)) return bus;
  const { Name: name = "", EventPattern: eventPattern, ScheduleExpression: schedule, State: wanted = "ENABLED", RoleArn: roleArn } = input;
  const problem = problemOf(input, bus);
  if (problem) return problem;
  const known = state["events.rules"].get(ruleKey(bus, name));
  if (!known && rulesOf(state, bus).length >= MAX_RULES) return TOO_MANY;
  const rule: Omit<RuleRecord, "nextAt"> = {
    bus,
    name,
    description: input.Description ?? "",
    ...(eventPattern !== undefined && { eventPattern }),
    ...(schedule !== undefined && { schedule }),
    state: wanted === "DISABLED" ? "DISABLED" : "ENABLED",
    ...(roleArn !== undefined && { roleArn }),
    targets: known?.targets ?? [],
    scheduledFrom: context.now,
  };
  return { output: { RuleArn: ruleArn(context, rule) }, changes: [put(rule, context.now)] };
};

function problemOf({ Name: name = "", EventPattern: pattern, ScheduleExpression: schedule, State: wanted, Tags: tags }: PutRuleRequest, bus: string): AwsError | undefined {
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) {
    return validation(`1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`);
  }
  if (pattern === undefined && schedule === undefined) return validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  if (tags && tags.length > 0) return validation("Tags of EventBridge's rules are not simulated.");
  if (wanted === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS") return validation("Events of CloudTrail are not simulated: a rule is ENABLED or DISABLED.");
  if (schedule !== undefined && bus !== DEFAULT_BUS) return validation("ScheduleExpression is supported only on the default event bus.");
  if (schedule !== undefined && parseRuleSchedule(schedule) === null) return validation("Parameter ScheduleExpression is not valid.");
  if (pattern !== undefined && parseEventPattern(pattern) === null) return INVALID_PATTERN;
  return undefined;
}

/** 400; what AWS says after it, of the place and the reason, is not known for each case. */
export const INVALID_PATTERN: AwsError = awsError("InvalidEventPatternException", "Event pattern is not valid.");

/** DescribeRule. */
export const describeRule: Operation<DescribeRuleRequest, DescribeRuleResponse> = (state, input, context) => {
  const rule = findRule(state, input.Name, input.EventBusName, context);
  return isAwsError(rule) ? rule : { output: { ...shown(rule, context), CreatedBy: context.accountId }, changes: [] };
};

/** ListRules of a bus by name; 100 a page. */
export const listRules: Operation<ListRulesRequest, ListRulesResponse> = (state, input, context) => {
  const bus = busOf(state, input.EventBusName, context);
  if (isAwsError(bus)) return bus;
  const rules = rulesOf(state, bus).filter(({ name }) => name.startsWith(input.NamePrefix ?? "")).toSorted((left, right) => compareNames(left.name, right.name));
  const result = page(rules, ({ name }) => name, ({ name }, last) => name > last, input.NextToken, input.Limit ?? 100);
  if (isAwsError(result)) return validation("The NextToken is not valid.");
  return { output: { Rules: result.items.map((rule) => shown(rule, context)), ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};

/** DeleteRule, once it has no targets; one that is not there is answered well. */
export const deleteRule: Operation<DeleteRuleRequest, Record<string, never>> = (state, input, context) => {
  const bus = busOf(state, input.EventBusName, context);
  if (isAwsError(bus)) return bus;
  const rule = state["events.rules"].get(ruleKey(bus, input.Name ?? ""));
  if (!rule) return { output: {}, changes: [] };
  if (rule.targets.length > 0) return validation("Rule can't be deleted since it has targets.");
  return { output: {}, changes: [{ table: "events.rules", key: ruleKey(bus, rule.name), value: null }] };
};

/** EnableRule. */
export const enableRule: Operation<EnableRuleRequest, Record<string, never>> = (state, input, context) => turn(state, input, "ENABLED", context);

/** DisableRule. */
export const disableRule: Operation<DisableRuleRequest, Record<string, never>> = (state, input, context) => turn(state, input, "DISABLED", context);

function turn(state: State, input: EnableRuleRequest, wanted: RuleRecord["state"], context: OperationContext): Outcome<Record<string, never>> {
  const rule = findRule(state, input.Name, input.EventBusName, context);
  if (isAwsError(rule)) return rule;
  return { output: {}, changes: rule.state === wanted ? [] : [put({ ...rule, state: wanted, scheduledFrom: context.now }, context.now)] };
}

function put(rule: Omit<RuleRecord, "nextAt">, now: number): { table: "events.rules"; key: string; value: RuleRecord } {
  return { table: "events.rules", key: ruleKey(rule.bus, rule.name), value: { ...rule, nextAt: nextRun(rule, now) } };
}

function shown(rule: RuleRecord, context: OperationContext): Rule {
  return {
    Name: rule.name,
    Arn: ruleArn(context, rule),
    State: rule.state,
    EventBusName: rule.bus,
    ...(rule.eventPattern !== undefined && { EventPattern: rule.eventPattern }),
    ...(rule.schedule !== undefined && { ScheduleExpression: rule.schedule }),
    ...(rule.description !== "" && { Description: rule.description }),
    ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
  };
}
