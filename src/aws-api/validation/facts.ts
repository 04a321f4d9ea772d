import type { NormalizedSchema } from "@smithy/core/schema";

/**
 * What a service model says of a shape beyond its type. The SDK's schemas leave this out, and they leave out the names
 * of simple shapes too; so the facts are walked beside the schema, from the operation's input downwards.
 */
export interface ShapeFacts {
  /** Length of a string, blob, list or map; range of a number. */
  readonly min?: number;
  readonly max?: number;
  /** As in the model: it must match the whole value, though it is not anchored. */
  readonly pattern?: string;
  /** In the order in which AWS's messages list them, where one was recorded; else in the model's. */
  readonly enum?: readonly string[];
  /** Numbers that are no Integer: `l` Long, `d` Double. */
  readonly t?: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly element?: string;
  readonly key?: string;
  readonly value?: string;
}

/** Shape name → facts. A shape without facts is left out. */
export type ModelFacts = Readonly<Record<string, ShapeFacts>>;

/** Stands for a service whose facts are not known. */
export const NO_FACTS: ModelFacts = {};

export function factsOf(facts: ModelFacts, shape: string | undefined): ShapeFacts | undefined {
  return shape === undefined ? undefined : facts[shape];
}

/** A structure's schema carries its own name. */
export function shapeOf(schema: NormalizedSchema, shape: string | undefined): string | undefined {
  return shape ?? schema.getName();
}

export function memberShape(facts: ModelFacts, shape: string | undefined, member: string): string | undefined {
  return factsOf(facts, shape)?.members?.[member];
}

export function elementShape(facts: ModelFacts, shape: string | undefined): string | undefined {
  return factsOf(facts, shape)?.element;
}

export function keyShape(facts: ModelFacts, shape: string | undefined): string | undefined {
  return factsOf(facts, shape)?.key;
}

export function valueShape(facts: ModelFacts, shape: string | undefined): string | undefined {
  return factsOf(facts, shape)?.value;
}

/** The Java name of a number's type, as AWS's messages print it. Without facts a number is taken for a Long. */
export function numberKind(facts: ModelFacts, shape: string | undefined): "Integer" | "Long" | "Double" {
  if (facts === NO_FACTS) return "Long";
  const kind = factsOf(facts, shape)?.t;
  return kind === "d" ? "Double" : kind === "l" ? "Long" : "Integer";
}
