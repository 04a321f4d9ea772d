import fc from "fast-check";
import { expect, test } from "vitest";
import { poolOf, unreservedMinimum } from "./pool.ts";

const busy = (functionName: string, kind: "on-demand" | "provisioned" = "on-demand") => ({ functionName, kind, status: "busy" as const, requestId: "r" });

test("20 reserved of 1,000 leave 980, of which 880 more may be reserved", () => {
  const pool = poolOf({ limit: 1000, reserved: new Map([["orders", 20]]), provisioned: new Map(), environments: [] });
  expect(pool).toMatchObject({ unreserved: 980, reservable: 880, inUse: 0 });
});

test("provisioned concurrency lies inside a function's reservation, and beside it takes from the pool", () => {
  const provisioned = new Map([["orders", 5]]);
  expect(poolOf({ limit: 1000, reserved: new Map([["orders", 20]]), provisioned, environments: [] }).unreserved).toBe(980);
  expect(poolOf({ limit: 1000, reserved: new Map(), provisioned, environments: [] }).unreserved).toBe(995);
});

test("an execution is counted where it runs: in the reservation, on provisioned environments, or in the shared part", () => {
  const pool = poolOf({
    limit: 1000,
    reserved: new Map([["orders", 20]]),
    provisioned: new Map([["mail", 2]]),
    environments: [busy("orders"), busy("mail", "provisioned"), busy("mail"), busy("other"), { ...busy("other"), status: "idle" }],
  });
  expect(pool.claims).toEqual([
    { functionName: "orders", kind: "reserved", amount: 20, inUse: 1 },
    { functionName: "mail", kind: "provisioned", amount: 2, inUse: 1 },
  ]);
  expect(pool).toMatchObject({ unreservedInUse: 2, inUse: 4 });
});

test("a provisioned environment that initialises takes nothing that a caller waits for; an on-demand one does", () => {
  const starting = (kind: "on-demand" | "provisioned") => ({ ...busy("a", kind), status: "init" as const });
  expect(poolOf({ limit: 10, reserved: new Map(), provisioned: new Map(), environments: [starting("on-demand"), starting("provisioned")] }).inUse).toBe(1);
});

test("claims and the unreserved part are the limit, wherever no more is claimed than the account has", () => {
  const amounts = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(100), { maxKeys: 5 }).map((record) => new Map(Object.entries(record)));
  fc.assert(
    fc.property(amounts, amounts, (reserved, provisioned) => {
      const pool = poolOf({ limit: 1000, reserved, provisioned, environments: [] });
      expect(pool.claims.reduce((sum, { amount }) => sum + amount, pool.unreserved)).toBe(1000);
    }),
  );
});

test("an account of 1,000 keeps 100 unreserved; one of 10 all of it", () => {
  expect([1000, 101, 50, 10].map(unreservedMinimum)).toEqual([100, 100, 50, 10]);
});
