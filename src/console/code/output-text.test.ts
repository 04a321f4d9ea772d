import { expect, test } from "vitest";
import type { AnsweredInvocation } from "../shared/testing/invocation.ts";
import { outputText } from "./output-text.ts";

const answered: AnsweredInvocation = {
  kind: "answered",
  functionError: undefined,
  response: '"this is version1"',
  logTail: "START RequestId: 1 Version: $LATEST\nEND RequestId: 1\n",
  report: undefined,
  requestId: "1",
  executedVersion: "$LATEST",
  codeSha256: undefined,
};
const run = { id: 1, eventName: "sample", startedAt: 0, elapsedMs: 5 };

test("the output has AWS's layout", () => {
  expect(outputText({ ...run, outcome: answered })).toBe(
    'Status: Succeeded\nTest Event Name: sample\n\nResponse\n"this is version1"\n\nFunction Logs\nSTART RequestId: 1 Version: $LATEST\nEND RequestId: 1\n\nRequest ID\n1\n',
  );
});

test("a function error and a refused call read as failed", () => {
  expect(outputText({ ...run, outcome: { ...answered, functionError: "Unhandled" } })).toMatch(/^Status: Failed\n/);
  const refused = outputText({ ...run, outcome: { kind: "refused", error: { name: "TooManyRequestsException", message: "Rate Exceeded." } } });
  expect(refused).toContain("Calling the invoke API action failed with this message: Rate Exceeded.");
});
