import { expect, test } from "vitest";
import { percent, splitOf, splitSentence } from "./alias-split.ts";

test("the main version of an alias gets what the additional one leaves", () => {
  expect(splitOf({ FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.25 } } })).toEqual([
    { version: "1", share: 0.75 },
    { version: "2", share: 0.25 },
  ]);
});

test("an alias without weights sends everything to its one version", () => {
  for (const RoutingConfig of [undefined, {}, { AdditionalVersionWeights: {} }]) {
    const split = splitOf({ FunctionVersion: "$LATEST", RoutingConfig });
    expect(split).toEqual([{ version: "$LATEST", share: 1 }]);
    expect(splitSentence(split)).toBe("$LATEST receives every invocation.");
  }
});

test("shares are said in percent, without the noise of binary fractions", () => {
  expect(splitSentence(splitOf({ FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.07 } } }))).toBe(
    "Version 1 receives 93%, version 2 receives 7%.",
  );
  expect(percent(0.125)).toBe("12.5%");
  expect(percent(1)).toBe("100%");
});
