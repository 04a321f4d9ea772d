import type { RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { type AwsError, isAwsError } from "../aws-error.ts";
import { notSimulated, validationError } from "./errors.ts";
import type { ConditionRecord } from "./records.ts";

/** Values in all conditions of a rule together. */
const MAX_VALUES = 5;
/** Letters of a path or host pattern. */
const MAX_PATTERN = 128;

/** Whether a text may be a value of a path condition: wildcards, and the letters that ELB allows beside them. */
export function isPathPattern(text: string): boolean {
  return text.length <= MAX_PATTERN && /^[A-Za-z0-9_\-.$/~"'@:+&*?]+$/.test(text);
}

function isHostPattern(text: string): boolean {
  return text.length <= MAX_PATTERN && /^[A-Za-z0-9\-.*?]+$/.test(text);
}

/** Reads the conditions of a rule; all fields but the source's address and other headers are built. */
export function readConditions(conditions: readonly RuleCondition[] | undefined): ConditionRecord[] | AwsError {
  if (!conditions || conditions.length === 0) return validationError("A condition must be specified");
  const read: ConditionRecord[] = [];
  for (const condition of conditions) {
    const one = readCondition(condition);
    if (isAwsError(one)) return one;
    if (one.values.length === 0) return validationError("A condition value must be specified");
    // A rule may have several query strings that must all hold, but one condition of each other field.
    if (one.field !== "query-string" && read.some(({ field }) => field === one.field)) return validationError(`Rules cannot have more than one '${one.field}' condition`);
    read.push(one);
  }
  const values = read.reduce((sum, one) => sum + one.values.length, 0);
  if (values > MAX_VALUES) return validationError(`A rule can only have '${MAX_VALUES}' condition values`);
  return read;
}

function readCondition(condition: RuleCondition): ConditionRecord | AwsError {
  const { Field: field, Values, PathPatternConfig, HostHeaderConfig } = condition;
  if (condition.RegexValues ?? PathPatternConfig?.RegexValues ?? HostHeaderConfig?.RegexValues) return notSimulated("Regular expressions in conditions are not simulated; write the value with * and ?.");
  switch (field) {
    case "path-pattern":
      return patterns(field, PathPatternConfig?.Values ?? Values ?? [], isPathPattern);
    case "host-header":
      return patterns(field, HostHeaderConfig?.Values ?? Values ?? [], isHostPattern);
    case "http-request-method": {
      const values = condition.HttpRequestMethodConfig?.Values ?? [];
      const wrong = values.find((value) => !/^[A-Z_-]{1,40}$/.test(value));
      return wrong === undefined ? { field, values: [...values] } : validationError(`The HTTP request method '${wrong}' must have 1 to 40 letters of A-Z, hyphen (-) and underscore (_)`);
    }
    case "query-string": {
      const values = (condition.QueryStringConfig?.Values ?? []).map(({ Key, Value = "" }) => ({ ...(Key !== undefined && Key !== "" && { key: Key }), value: Value }));
      const wrong = values.find(({ key = "", value }) => value === "" || value.length > MAX_PATTERN || key.length > MAX_PATTERN);
      return wrong === undefined ? { field, values } : validationError(`A query string condition needs a value; keys and values have at most ${MAX_PATTERN} characters`);
    }
    case "http-header":
    case "source-ip":
      return notSimulated(`Conditions on ${field} are not simulated; path-pattern, host-header, http-request-method and query-string are.`);
    default:
      return validationError(`Condition field '${field ?? ""}' must be one of '[path-pattern, host-header, http-header, http-request-method, query-string, source-ip]'`);
  }
}

function patterns(field: "path-pattern" | "host-header", values: readonly string[], isPattern: (text: string) => boolean): ConditionRecord | AwsError {
  const wrong = values.find((value) => !isPattern(value));
  return wrong === undefined ? { field, values: [...values] } : validationError(`Condition value '${wrong.slice(0, MAX_PATTERN)}' contains a character that is not valid, or is longer than ${MAX_PATTERN} characters`);
}

/** A condition as the API shows it: path patterns and hosts stand in both places. */
export function conditionView(condition: ConditionRecord): RuleCondition {
  switch (condition.field) {
    case "path-pattern":
      return { Field: condition.field, Values: [...condition.values], PathPatternConfig: { Values: [...condition.values] } };
    case "host-header":
      return { Field: condition.field, Values: [...condition.values], HostHeaderConfig: { Values: [...condition.values] } };
    case "http-request-method":
      return { Field: condition.field, HttpRequestMethodConfig: { Values: [...condition.values] } };
    case "query-string":
      return { Field: condition.field, QueryStringConfig: { Values: condition.values.map(({ key, value }) => ({ ...(key !== undefined && { Key: key }), Value: value })) } };
  }
}
