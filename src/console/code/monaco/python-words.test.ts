import { expect, test } from "vitest";
import { completionsAt, hoverOf } from "./python-words.ts";

const labels = (line: string) => completionsAt(line).map(({ label }) => label);

test("after `context.` the members of the context object are offered, and of nothing else's context", () => {
  expect(labels("    print(context.aws")).toContain("aws_request_id");
  expect(labels("    my_context.")).not.toContain("aws_request_id");
  expect(labels("    self.context.")).not.toContain("aws_request_id");
});

test("after `event.` the ways to read a dict are offered", () => {
  expect(labels("return event.")).toContain("get");
});

test("snippets are offered where a word begins, not inside a member", () => {
  expect(labels("lam")).toContain("lambda_handler");
  expect(labels("os.")).toEqual([]);
});

test("a hover knows event, context and its members", () => {
  expect(hoverOf("event", "return ")).toContain("what the caller sent");
  expect(hoverOf("memory_limit_in_mb", "  context.")).toContain("A string, not a number");
  expect(hoverOf("event", "other.")).toBeUndefined();
  expect(hoverOf("nonsense", "")).toBeUndefined();
});
