import { expect, test } from "vitest";
import { LOG_CAP_PER_PHASE, PAYLOAD_SENT } from "../guest-protocol.ts";
import { errorEnd, serialise } from "./answers.ts";
import { errorLogEntry } from "./runtime-errors.ts";

const LONG = 20_000_000;
const HUGE = "é".repeat(LONG);

test.each([["a text", HUGE], ["an object", { HUGE }], ["a list", Array.from({ length: 5000 }, () => "x".repeat(2000))]])("of %s that is too large only so much is sent as shows that", (_what, result) => {
  expect(serialise(result)).toHaveLength(PAYLOAD_SENT);
});

test("of an error with a huge message, name and stack only so much is sent and logged as is kept", () => {
  const error = Object.assign(new Error(HUGE), { name: HUGE, stack: `${HUGE}\n    at x` });
  const end = errorEnd(error);
  expect(end.payload).toHaveLength(PAYLOAD_SENT);
  expect(end.kind === "error" && end.errorType).toHaveLength(1024);
  expect(errorLogEntry(error).length).toBeLessThan(LOG_CAP_PER_PHASE * 5);
  expect(errorEnd(HUGE).payload).toHaveLength(PAYLOAD_SENT);
});

test("what the service takes is sent as it is", () => {
  expect(new TextDecoder().decode(serialise({ a: "é" }))).toBe('{"a":"é"}');
  expect(serialise("x".repeat(6_291_554))).toHaveLength(6_291_556);
});
