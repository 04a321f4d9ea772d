import type { MetricSample } from "../../cloudwatch/record.ts";
import type { Dimension } from "../../cloudwatch/records.ts";
import type { ProvisionedFigures } from "../provisioned/provisioned-figures.ts";

/** What a metric of Lambda is about: the function, as it was invoked (Resource), and the version that ran behind an alias. */
export interface MeasuredResource {
  readonly functionName: string;
  /** Null: unqualified. */
  readonly qualifier: string | null;
  /** Null where no version was chosen by an alias. */
  readonly executedVersion: string | null;
}

type Unit = "Count" | "Milliseconds" | "None";

const NAMESPACE = "AWS/Lambda";

/** The sets of dimensions under which a value is published: all functions together; function; Resource; version behind an alias. */
export function dimensionSets({ functionName, qualifier, executedVersion }: MeasuredResource): Dimension[][] {
  const name: Dimension = { Name: "FunctionName", Value: functionName };
  const resource: Dimension = { Name: "Resource", Value: qualifier === null ? functionName : `${functionName}:${qualifier}` };
  const sets = [[], [name], [name, resource]];
  if (executedVersion !== null) sets.push([name, resource, { Name: "ExecutedVersion", Value: executedVersion }]);
  return sets;
}

/** One value under each of its sets of dimensions. `at` in epoch ms: the instant of the invocation. */
export function samplesOf(sets: readonly (readonly Dimension[])[], name: string, unit: Unit, value: number, at: number): MetricSample[] {
  return sets.map((dimensions) => ({ namespace: NAMESPACE, name, dimensions, unit, value, at }));
}

/** What is measured of concurrency when a request is admitted, and at each minute in which it still runs. */
export interface ConcurrencyFigures {
  /** In-flight: of the account, of functions without reservation, of the function, of the version. */
  readonly account: number;
  readonly unreserved: number;
  readonly function: number;
  readonly version: number;
  /** Reserved and provisioned, whether used or not, and what of the rest is used. */
  readonly claimed: number;
  /** Null where what was asked for has no provisioned concurrency. */
  readonly provisioned: ProvisionedFigures | null;
}

/** What is published of concurrency. At AWS too a value is there for each minute in which something runs. */
export function concurrencySamples(resource: MeasuredResource, figures: ConcurrencyFigures, at: number): MetricSample[] {
  const [all = [], byName = [], ...byResource] = dimensionSets(resource);
  const samples = [
    ...samplesOf([all], "ConcurrentExecutions", "Count", figures.account, at),
    ...samplesOf([byName], "ConcurrentExecutions", "Count", figures.function, at),
    ...samplesOf(byResource, "ConcurrentExecutions", "Count", resource.qualifier === null ? figures.function : figures.version, at),
    ...samplesOf([all], "UnreservedConcurrentExecutions", "Count", figures.unreserved, at),
    ...samplesOf([all], "ClaimedAccountConcurrency", "Count", figures.claimed, at),
  ];
  const { provisioned } = figures;
  if (provisioned === null) return samples;
  const sets = [byName, ...byResource];
  // Of an alias, the environments of both its versions; by version, each for itself.
  for (const [index, { busy, units }] of [provisioned.function, provisioned.resource, provisioned.version].entries()) {
    const set = sets[index];
    if (set === undefined || busy === 0 || units === 0) continue;
    samples.push(
      ...samplesOf([set], "ProvisionedConcurrentExecutions", "Count", busy, at),
      ...samplesOf([set], "ProvisionedConcurrencyUtilization", "None", busy / units, at),
    );
  }
  return samples;
}

/** What is published when a request was admitted to a version with provisioned concurrency: whether it ran on that. */
export function provisionedSamples(resource: MeasuredResource, spilled: boolean, at: number): MetricSample[] {
  const sets = dimensionSets(resource).slice(1);
  return samplesOf(sets, spilled ? "ProvisionedConcurrencySpilloverInvocations" : "ProvisionedConcurrencyInvocations", "Count", 1, at);
}

/** What is published when an invocation has ended; `durationMs` is the handler's, null where it never ran. */
export function endSamples(resource: MeasuredResource, at: number, durationMs: number | null, failed: boolean): MetricSample[] {
  const sets = dimensionSets(resource);
  return [
    ...samplesOf(sets, "Invocations", "Count", 1, at),
    ...samplesOf(sets, "Errors", "Count", failed ? 1 : 0, at),
    ...samplesOf(sets, "Throttles", "Count", 0, at),
    ...(durationMs === null ? [] : samplesOf(sets, "Duration", "Milliseconds", durationMs, at)),
  ];
}

/** What is published when a request was throttled. */
export const throttleSamples = (resource: MeasuredResource, at: number): MetricSample[] => samplesOf(dimensionSets(resource), "Throttles", "Count", 1, at);

/** What is published of an asynchronous event: counts by name, or its age in ms. */
export function asyncSamples(functionName: string, qualifier: string | null, name: string, value: number, at: number): MetricSample[] {
  const sets = dimensionSets({ functionName, qualifier, executedVersion: null });
  return samplesOf(sets, name, name === "AsyncEventAge" ? "Milliseconds" : "Count", value, at);
}
