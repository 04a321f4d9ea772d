import fc from "fast-check";
import { expect, test } from "vitest";
import { aliasInput, problemsOf, shareOf, type AliasFields } from "./alias-rules.ts";

const place = { accountId: "123456789012", region: "us-east-1" };
const role = "arn:aws:iam::123456789012:role/service-role/orders";
const versions = ["$LATEST", "1", "2"].map((Version) => ({ Version, Role: role }));
const fields: AliasFields = { name: "prod", description: "", version: "1", additional: "", weight: "" };
const check = (change: Partial<AliasFields>) => problemsOf({ ...fields, ...change }, "orders", versions, place);

test("a plain alias and a weighted one have no problem", () => {
  expect(check({})).toEqual({});
  expect(check({ version: "$LATEST" })).toEqual({});
  for (const weight of ["0", "50", "12.5", "100"]) expect(check({ additional: "2", weight })).toEqual({});
});

test("a name of digits alone shows AWS's own refusal", () => {
  expect(check({ name: "2024" }).name?.aws).toBe(
    "1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
  );
  expect(check({ name: "v2024" })).toEqual({});
  expect(check({ name: "a b" }).name?.rule).toBe("Use only letters, digits, - and _.");
  expect(check({ name: "a".repeat(129) }).name?.aws).toContain("less than or equal to 128");
});

test("an alias that points at an alias shows AWS's own refusal", () => {
  expect(check({ version: "dev" }).version?.aws).toBe(
    "1 validation error detected: Value 'dev' at 'functionVersion' failed to satisfy constraint: Member must satisfy regular expression pattern: (\\$LATEST(\\.PUBLISHED)?|[0-9]+)",
  );
});

test("weights need two different published versions", () => {
  expect(check({ version: "$LATEST", additional: "2", weight: "50" }).additional?.aws).toBe(
    "$LATEST is not supported for an alias pointing to more than 1 version",
  );
  expect(check({ additional: "1", weight: "50" }).additional?.aws).toBe(
    "Invalid function version 1. Function version 1 is already included in routing configuration.",
  );
  expect(check({ additional: "9", weight: "50" }).additional?.aws).toBe(
    "Function not found: arn:aws:lambda:us-east-1:123456789012:function:orders:9",
  );
});

test("weights need one execution role and one dead-letter queue", () => {
  const others = [...versions, { Version: "3", Role: `${role}-other` }, { Version: "4", Role: role, DeadLetterConfig: { TargetArn: "arn:aws:sqs:us-east-1:123456789012:dead" } }];
  for (const additional of ["3", "4"]) {
    expect(problemsOf({ ...fields, additional, weight: "50" }, "orders", others, place).additional?.rule).toContain("same execution role");
  }
});

test("a weight outside 0 to 100 names the weight, in AWS's words too", () => {
  expect(check({ additional: "2", weight: "200" }).weight?.aws).toContain("Value '{2=2.0}' at 'routingConfig.additionalVersionWeights'");
  expect(check({ additional: "2", weight: "-1" }).weight?.rule).toBe("A weight is a number from 0 to 100.");
  for (const weight of ["", "half", "1e1", "50%"]) expect(check({ additional: "2", weight }).weight?.rule).toBe("Enter a number from 0 to 100.");
});

test("a percentage becomes the nearest share, without the noise of a division", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
    expect(shareOf(String(hundredths / 100))).toBe(Number(`${hundredths}e-4`));
  }));
});

test("no additional version sends an empty map, which takes old weights away", () => {
  expect(aliasInput(fields).RoutingConfig).toEqual({ AdditionalVersionWeights: {} });
  expect(aliasInput({ ...fields, additional: "2", weight: "7" }).RoutingConfig).toEqual({ AdditionalVersionWeights: { "2": 0.07 } });
});
