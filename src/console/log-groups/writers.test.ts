import { expect, test } from "vitest";
import { writersOf } from "./writers.ts";

test("a function logs to the group of its name unless it is configured otherwise; several may share one", () => {
  const functions = [
    { FunctionName: "orders" },
    { FunctionName: "mail", LoggingConfig: { LogGroup: "/shop" } },
    { FunctionName: "stock", LoggingConfig: { LogGroup: "/shop" } },
    { FunctionName: "plain", LoggingConfig: { LogGroup: "/aws/lambda/plain" } },
  ];
  expect(writersOf("/aws/lambda/orders", functions)).toEqual(["orders"]);
  expect(writersOf("/aws/lambda/plain", functions)).toEqual(["plain"]);
  expect(writersOf("/shop", functions)).toEqual(["mail", "stock"]);
  expect(writersOf("/aws/lambda/mail", functions)).toEqual([]);
});
