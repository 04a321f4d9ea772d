import type { AliasConfiguration, ProvisionedConcurrencyConfigListItem } from "@aws-sdk/client-lambda";
import { claimedUnits } from "#services/lambda/concurrency/concurrency-arithmetic.ts";
import { splitUnits } from "#services/lambda/concurrency/provisioned-split.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { unreservedMinimum } from "./pool.ts";

/** What is known when provisioned concurrency is typed; all in executions. */
export interface ProvisionFacts {
  readonly limit: number;
  readonly unreserved: number;
  /** The function's reservation; undefined without one. */
  readonly reserved: number | undefined;
  /** Provisioned for the function's other versions and aliases. */
  readonly others: number;
  /** Provisioned for this one now. */
  readonly own: number;
}

/**
 * How many may be provisioned for one qualifier: inside a reservation what its others leave of it; else what is unreserved
 * less the 100 that must stay (Developer Guide, "Configuring provisioned concurrency").
 */
export function provisionable({ limit, unreserved, reserved, others, own }: ProvisionFacts): number {
  return Math.max(0, reserved === undefined ? unreserved + own - unreservedMinimum(limit) : reserved - others);
}

/** Why a number will not do; undefined where it will. */
export function provisionProblem(text: string, facts: ProvisionFacts): string | undefined {
  const most = provisionable(facts);
  const wanted = wholeNumber(text);
  if (wanted === undefined || wanted < 1) return "Provisioned concurrency is a whole number from 1.";
  if (wanted <= most) return undefined;
  return facts.reserved === undefined
    ? `${most} are available: the account's unreserved concurrency less the ${unreservedMinimum(facts.limit)} that must stay.`
    : `${most} are available: the function's reservation of ${facts.reserved}, less what its other versions and aliases have.`;
}

/** What a configuration takes of the account. */
export const claimOf = ({ Status, RequestedProvisionedConcurrentExecutions = 0, AllocatedProvisionedConcurrentExecutions = 0 }: ProvisionedConcurrencyConfigListItem): number =>
  claimedUnits(Status, RequestedProvisionedConcurrentExecutions, AllocatedProvisionedConcurrentExecutions);

/** What all of a function's versions and aliases take. */
export const totalClaimed = (configs: readonly ProvisionedConcurrencyConfigListItem[]): number => configs.reduce((sum, config) => sum + claimOf(config), 0);

/** `Version 1: 5, version 2: 5`: how what is allocated lies on an alias's versions; undefined where it is on one alone, or on its way. */
export function splitWords({ Status, RequestedProvisionedConcurrentExecutions: requested = 0 }: ProvisionedConcurrencyConfigListItem, alias: AliasConfiguration | undefined): string | undefined {
  const weights = alias?.RoutingConfig?.AdditionalVersionWeights ?? {};
  if (Status !== "READY" || alias?.FunctionVersion === undefined || Object.keys(weights).length === 0) return undefined;
  const units = splitUnits(requested, alias.FunctionVersion, weights);
  const words = [alias.FunctionVersion, ...Object.keys(weights)].map((version) => `version ${version}: ${(units[version] ?? 0).toLocaleString("en")}`).join(", ");
  return `V${words.slice(1)}`;
}

/** Why an alias cannot have provisioned concurrency; undefined where it can. */
export function aliasProblem({ FunctionVersion, RoutingConfig }: AliasConfiguration, configured: ReadonlySet<string>): string | undefined {
  if (FunctionVersion === "$LATEST") return "It points at $LATEST, which changes with every deploy: nothing can be kept ready for it. Point it at a published version.";
  if (Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}).length > 0) return "It splits its calls between two versions, and AWS refuses that. Configure it before it gets weights: then it follows them.";
  if (FunctionVersion !== undefined && configured.has(FunctionVersion)) return `Its version ${FunctionVersion} has provisioned concurrency of its own: only one of the two can.`;
  return undefined;
}

/** Why a version cannot have provisioned concurrency; undefined where it can. */
export function versionProblem(version: string, aliases: readonly AliasConfiguration[], configured: ReadonlySet<string>): string | undefined {
  const alias = aliases.find(
    ({ Name = "", FunctionVersion, RoutingConfig }) => configured.has(Name) && (FunctionVersion === version || Object.hasOwn(RoutingConfig?.AdditionalVersionWeights ?? {}, version)),
  );
  return alias && `Its alias ${alias.Name} has provisioned concurrency: only one of the two can.`;
}
