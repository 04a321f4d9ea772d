import { expect, test } from "vitest";
import { reservationOf } from "./reserve-rules.ts";

const fresh = { limit: 1000, unreserved: 1000, own: undefined, provisioned: 0 };

test("20 of a fresh account leave 980", () => {
  expect(reservationOf("20", fresh)).toEqual({ amount: 20, left: 980, most: 900, problem: undefined });
});

test("900 is the most of 1,000; 901 is refused in AWS's words", () => {
  expect(reservationOf("900", fresh).problem).toBeUndefined();
  expect(reservationOf("901", fresh).problem).toMatch(/^The unreserved account concurrency can't go below 100\. This function can reserve 900 at most\.$/);
});

test("what the function has reserved already is its own to give", () => {
  expect(reservationOf("920", { ...fresh, unreserved: 180, own: 820 })).toMatchObject({ left: 80, most: 900 });
  expect(reservationOf("900", { ...fresh, unreserved: 180, own: 820 })).toMatchObject({ left: 100, problem: undefined });
});

test("an account of 10 can reserve nothing but 0", () => {
  const small = { ...fresh, limit: 10, unreserved: 10 };
  expect(reservationOf("1", small).problem).toMatch(/^The unreserved account concurrency can't go below 10\./);
  expect(reservationOf("0", small).problem).toBeUndefined();
});

test("a reservation is no lower than what is provisioned inside it, and takes that over from the pool", () => {
  const provisioned = { ...fresh, unreserved: 990, provisioned: 10 };
  expect(reservationOf("5", provisioned).problem).toMatch(/can't go below the 10 provisioned/);
  expect(reservationOf("0", provisioned).problem).toMatch(/can't go below the 10 provisioned/);
  expect(reservationOf("10", provisioned)).toMatchObject({ left: 990, problem: undefined });
});

test("less than now may always be reserved, however little the account has left", () => {
  expect(reservationOf("5", { limit: 10, unreserved: 2, own: 8, provisioned: 0 })).toMatchObject({ left: 5, problem: undefined });
});

test("anything but a whole number is refused with the rule", () => {
  for (const text of ["", "-1", "2.5", "x", "1e3"]) expect(reservationOf(text, fresh)).toMatchObject({ amount: undefined, left: undefined, problem: expect.stringContaining("whole number from 0 to 900") as string });
});
