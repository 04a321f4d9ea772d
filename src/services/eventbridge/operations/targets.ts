import type {
  ListTargetsByRuleRequest, ListTargetsByRuleResponse, PutTargetsRequest, PutTargetsResponse, RemoveTargetsRequest, RemoveTargetsResponse,
} from "@aws-sdk/client-eventbridge";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { findRule, ruleKey } from "../buses.ts";
import { TOO_MANY, validation } from "../errors.ts";
import type { RuleRecord, RuleTarget } from "../records.ts";
import { MAX_TARGETS, targetsFrom } from "../targets.ts";

/** PutTargets: adds targets, or replaces those of the same id. */
export const putTargets: Operation<PutTargetsRequest, PutTargetsResponse> = (state, input, context) => {
  const rule = findRule(state, input.Rule, input.EventBusName, context);
  if (isAwsError(rule)) return rule;
  const given = targetsFrom(input.Targets ?? []);
  if (isAwsError(given)) return given;
  const byId = new Map<string, RuleTarget>([...rule.targets, ...given].map((target) => [target.Id, target]));
  if (byId.size > MAX_TARGETS) return TOO_MANY;
  return { output: { FailedEntryCount: 0, FailedEntries: [] }, changes: [withTargets(rule, [...byId.values()])] };
};

/** ListTargetsByRule by id; 100 a page. */
export const listTargetsByRule: Operation<ListTargetsByRuleRequest, ListTargetsByRuleResponse> = (state, input, context) => {
  const rule = findRule(state, input.Rule, input.EventBusName, context);
  if (isAwsError(rule)) return rule;
  const targets = rule.targets.toSorted((left, right) => compareNames(left.Id, right.Id));
  const result = page(targets, ({ Id }) => Id, ({ Id }, last) => Id > last, input.NextToken, input.Limit ?? 100);
  if (isAwsError(result)) return validation("The NextToken is not valid.");
  return { output: { Targets: result.items, ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};

/** RemoveTargets; ids that are not there are passed over. */
export const removeTargets: Operation<RemoveTargetsRequest, RemoveTargetsResponse> = (state, input, context) => {
  const rule = findRule(state, input.Rule, input.EventBusName, context);
  if (isAwsError(rule)) return rule;
  const ids = new Set(input.Ids);
  return { output: { FailedEntryCount: 0, FailedEntries: [] }, changes: [withTargets(rule, rule.targets.filter(({ Id }) => !ids.has(Id)))] };
};

function withTargets(rule: RuleRecord, targets: readonly RuleTarget[]): { table: "events.rules"; key: string; value: RuleRecord } {
  return { table: "events.rules", key: ruleKey(rule.bus, rule.name), value: { ...rule, targets: targets.toSorted((left, right) => compareNames(left.Id, right.Id)) } };
}
