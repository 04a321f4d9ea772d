import type {
  CreateRuleInput, CreateRuleOutput, DeleteRuleInput, DescribeRulesInput, DescribeRulesOutput, Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { actionView, readActions } from "../actions.ts";
import { hexId, ruleArn } from "../arns.ts";
import { conditionView, readConditions } from "../conditions.ts";
import { notSimulated, validationError } from "../errors.ts";
import { findListener, findRule, rulesOf, targetGroupsProblem } from "../lookup.ts";
import { named } from "../paging.ts";
import type { ListenerRecord, RuleRecord } from "../records.ts";
import { withTags } from "../tags.ts";

/** Rules of one load balancer at most, without the defaults (an adjustable quota at AWS); here of one listener. */
const MAX_RULES = 100;

/** CreateRule: conditions, one action, and a priority that no other rule of the listener has. */
export const createRule: Operation<CreateRuleInput, CreateRuleOutput> = (state, input, context) => {
  const listener = findListener(state, input.ListenerArn);
  if (isAwsError(listener)) return listener;
  if (input.Transforms && input.Transforms.length > 0) return notSimulated("Transforms of hosts and paths are not simulated.");
  const priority = input.Priority ?? 0;
  if (!Number.isInteger(priority) || priority < 1 || priority > 50_000) return validationError(`1 validation error detected: Value '${priority}' at 'priority' failed to satisfy constraint: Member must have value between 1 and 50000`);
  const conditions = readConditions(input.Conditions);
  if (isAwsError(conditions)) return conditions;
  const action = readActions(input.Actions);
  if (isAwsError(action)) return action;
  const others = rulesOf(state, listener.arn);
  if (others.some((other) => other.priority === priority)) return awsError("PriorityInUseException", `Priority '${priority}' is currently in use`);
  if (others.length >= MAX_RULES) return awsError("TooManyRulesException", "You've reached the limit on the number of rules per load balancer");
  const groups = targetGroupsProblem(state, action, listener.loadBalancerArn);
  if (groups) return groups;
  const tags = withTags({}, input.Tags);
  if (isAwsError(tags)) return tags;
  const value: RuleRecord = { arn: ruleArn(listener.arn, hexId(context.newId, 16)), listenerArn: listener.arn, priority, conditions, action, tags, createdAt: context.now };
  return { output: { Rules: [ruleView(value)] }, changes: [{ table: "elbv2.rules", key: value.arn, value }] };
};

/** DescribeRules of a listener, in the order in which they are tried, the default last; or those of the ARNs that are given. */
export const describeRules: Operation<DescribeRulesInput, DescribeRulesOutput> = (state, input) => {
  if (input.ListenerArn === undefined && !input.RuleArns) return validationError("You must specify either listener rule ARNs or a listener ARN");
  if (input.ListenerArn !== undefined && input.RuleArns) return validationError("Listener rule ARNs and a listener ARN cannot be specified at the same time");
  if (input.RuleArns) {
    const defaults = [...state["elbv2.listeners"].values()];
    const rules = named(input.RuleArns, (arn) => {
      const listener = defaults.find(({ defaultRuleArn }) => defaultRuleArn === arn);
      if (listener) return defaultRuleView(listener);
      const rule = findRule(state, arn);
      return isAwsError(rule) ? rule : ruleView(rule);
    });
    return isAwsError(rules) ? rules : { output: { Rules: rules }, changes: [] };
  }
  const listener = findListener(state, input.ListenerArn);
  if (isAwsError(listener)) return listener;
  return { output: { Rules: [...rulesOf(state, listener.arn).map(ruleView), defaultRuleView(listener)] }, changes: [] };
};

/** DeleteRule; the default goes with its listener only. */
export const deleteRule: Operation<DeleteRuleInput, Record<string, never>> = (state, input) => {
  const arn = input.RuleArn ?? "";
  if ([...state["elbv2.listeners"].values()].some(({ defaultRuleArn }) => defaultRuleArn === arn)) return awsError("OperationNotPermittedException", `Default rule '${arn}' cannot be deleted`);
  const rule = findRule(state, arn);
  return isAwsError(rule) ? rule : { output: {}, changes: [{ table: "elbv2.rules", key: rule.arn, value: null }] };
};

function ruleView({ arn, priority, conditions, action }: RuleRecord): Rule {
  return { RuleArn: arn, Priority: String(priority), Conditions: conditions.map(conditionView), Actions: [actionView(action)], IsDefault: false };
}

function defaultRuleView({ defaultRuleArn, defaultAction }: ListenerRecord): Rule {
  return { RuleArn: defaultRuleArn, Priority: "default", Conditions: [], Actions: [actionView(defaultAction)], IsDefault: true };
}
