import { beforeEach, describe, expect, it } from "vitest";
import { Account } from "#control-plane/account.ts";
import { type AwsError, isAwsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import { TestAccount } from "#testing/test-account.ts";
import { appendLogEvents } from "./append-log-events.ts";
import { compileFilter } from "./filter-pattern.ts";
import { deleteLogGroup } from "./operations/delete-log-group.ts";
import { describeLogGroups } from "./operations/describe-log-groups.ts";
import { describeLogStreams } from "./operations/describe-log-streams.ts";
import { filterLogEvents } from "./operations/filter-log-events.ts";
import { getLogEvents } from "./operations/get-log-events.ts";

let account: Account;
const context: OperationContext = new TestAccount().context();
const group = "/aws/lambda/orders";
beforeEach(() => {
  account = new Account("123456789012", "us-east-1");
});

/** Writes one ingestion of lines that are 1 ms apart. */
function write(stream: string, sequence: number, at: number, ...messages: string[]): void {
  const events = messages.map((message, index) => ({ timestamp: at + index, message }));
  account.apply(appendLogEvents(account.state, { group, stream, sequence }, events, at));
}

function output<Output>(outcome: { output: Output } | AwsError): Output {
  if (isAwsError(outcome)) throw new Error(outcome.message);
  return outcome.output;
}

const filter = (more: object = {}): ReturnType<typeof filterLogEvents> => filterLogEvents(account.state, { logGroupName: group, ...more }, context);
const messages = (more: object = {}): (string | undefined)[] => output(filter(more)).events!.map((event) => event.message);

describe("CloudWatch Logs", () => {
  it("makes group and stream with the first write, and keeps first and last time of a stream", () => {
    write("s1", 0, 100, "a", "b");
    write("s1", 1, 200, "c");
    write("s2", 0, 150, "d");
    expect(output(describeLogGroups(account.state, {}, context)).logGroups).toMatchObject([
      { logGroupName: group, creationTime: 100, storedBytes: 4, arn: `arn:aws:logs:us-east-1:123456789012:log-group:${group}:*` },
    ]);
    const streams = output(describeLogStreams(account.state, { logGroupName: group, orderBy: "LastEventTime", descending: true }, context)).logStreams;
    expect(streams).toMatchObject([
      { logStreamName: "s1", creationTime: 100, firstEventTimestamp: 100, lastEventTimestamp: 200 },
      { logStreamName: "s2", firstEventTimestamp: 150 },
    ]);
  });

  it("gives a stream a token that changes with each write and else stays, unless its lines may expire", () => {
    const token = () => output(describeLogStreams(account.state, { logGroupName: group }, context)).logStreams![0]!.uploadSequenceToken;
    write("s", 0, 100, "a");
    const first = token();
    write("other", 0, 100, "b");
    write("t", 0, 150, "c");
    expect(output(describeLogStreams(account.state, { logGroupName: group, logStreamNamePrefix: "s" }, context)).logStreams![0]!.uploadSequenceToken).toBe(first);
    write("s", 1, 100, "d");
    expect(output(describeLogStreams(account.state, { logGroupName: group, logStreamNamePrefix: "s" }, context)).logStreams![0]!.uploadSequenceToken).not.toBe(first);
    account.apply([{ table: "logs.groups", key: group, value: { ...account.state["logs.groups"].get(group)!, retentionInDays: 1 } }]);
    expect(token()).toBeUndefined();
  });

  it("filters by time, stream and terms, oldest first over all streams", () => {
    write("s1", 0, 100, "START a", "REPORT a");
    write("s2", 0, 50, "START b", "REPORT b");
    expect(messages()).toEqual(["START b", "REPORT b", "START a", "REPORT a"]);
    expect(messages({ filterPattern: "REPORT" })).toEqual(["REPORT b", "REPORT a"]);
    expect(messages({ startTime: 51, endTime: 100 })).toEqual(["REPORT b", "START a"]);
    expect(messages({ logStreamNames: ["s2"] })).toEqual(["START b", "REPORT b"]);
    expect(messages({ logStreamNamePrefix: "s1" })).toEqual(["START a", "REPORT a"]);
  });

  it("pages through a filter and finds each event once", () => {
    for (let index = 0; index < 7; index++) write("s", index, index * 10, `line ${index}`);
    const found: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = output(filter({ limit: 3, nextToken }));
      found.push(...page.events!.map((event) => event.message));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(found).toEqual(Array.from({ length: 7 }, (_, index) => `line ${index}`));
    expect(filter({ nextToken: "x" })).toMatchObject({ name: "InvalidParameterException" });
  });

  it("reads one stream from its end, or forward from its head until the token stays the same", () => {
    write("s", 0, 0, "a", "b", "c", "d", "e");
    const read = (more: object): { text: string; back: string; forth: string } => {
      const page = output(getLogEvents(account.state, { logGroupName: group, logStreamName: "s", limit: 2, ...more }, context));
      return { text: page.events!.map((event) => event.message).join(""), back: page.nextBackwardToken!, forth: page.nextForwardToken! };
    };
    const last = read({});
    expect(last.text).toBe("de");
    expect(read({ nextToken: last.back }).text).toBe("bc");
    const end = read({ nextToken: last.forth });
    expect(end).toMatchObject({ text: "", forth: last.forth });
    const head = read({ startFromHead: true });
    expect([head.text, read({ nextToken: head.forth }).text]).toEqual(["ab", "cd"]);
  });

  it("says in AWS's words what is not there", () => {
    expect(filter()).toMatchObject({ name: "ResourceNotFoundException", message: "The specified log group does not exist." });
    write("s", 0, 0, "a");
    expect(getLogEvents(account.state, { logGroupName: group, logStreamName: "x" }, context)).toMatchObject({
      name: "ResourceNotFoundException", message: "The specified log stream does not exist.",
    });
  });

  it("deletes a group with all of its streams and events, and nothing of others", () => {
    write("s", 0, 0, "a");
    account.apply(appendLogEvents(account.state, { group: `${group}2`, stream: "s", sequence: 0 }, [{ timestamp: 1, message: "kept" }], 1));
    const outcome = deleteLogGroup(account.state, { logGroupName: group }, context);
    if (isAwsError(outcome)) throw new Error(outcome.message);
    account.apply(outcome.changes);
    expect([account.state["logs.groups"].size, account.state["logs.streams"].size, account.state["logs.events"].size]).toEqual([1, 1, 1]);
  });

  it("answers with 1 MB of events at most, as CloudWatch Logs does, and with one at least", () => {
    const half = "x".repeat(400_000);
    for (let index = 0; index < 5; index++) write("s", index, index, `${index}${half}`);
    const read = (more: object) => {
      const { events, ...tokens } = output(getLogEvents(account.state, { logGroupName: group, logStreamName: "s", ...more }, context));
      return { found: events!.map(({ message }) => message![0]).join(""), ...tokens };
    };
    const last = read({});
    expect(last.found).toBe("34");
    expect(read({ nextToken: last.nextBackwardToken }).found).toBe("12");
    const head = read({ startFromHead: true });
    expect([head.found, read({ nextToken: head.nextForwardToken }).found]).toEqual(["01", "23"]);
    const found: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = output(filter({ nextToken }));
      found.push(page.events!.map(({ message }) => message![0]).join(""));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(found).toEqual(["01", "23", "4"]);
    write("large", 0, 10, "y".repeat(2_000_000));
    expect(output(getLogEvents(account.state, { logGroupName: group, logStreamName: "large" }, context)).events).toHaveLength(1);
  });

  it("reads a stream that an older build wrote, which did not say which ingestion is its newest", () => {
    write("s", 0, 0, "a");
    write("s", 1, 10, "b");
    const { lastSequence: _unknown, ...older } = account.state["logs.streams"].get(`${group}|s`)!;
    account.apply([{ table: "logs.streams", key: `${group}|s`, value: older }]);
    expect(output(getLogEvents(account.state, { logGroupName: group, logStreamName: "s" }, context)).events).toMatchObject([{ message: "a" }, { message: "b" }]);
  });
});

describe("filter patterns of terms", () => {
  it.each([
    ["", "anything", true],
    ["ERROR", "an ERROR here", true],
    ["ERROR", "an error here", false],
    ["ERROR Exception", "ERROR: Exception", true],
    ["ERROR Exception", "ERROR only", false],
    ['"INTERNAL SERVER ERROR"', "INTERNAL SERVER ERROR", true],
    ['"INTERNAL SERVER ERROR"', "SERVER INTERNAL ERROR", false],
    ["?ERROR ?WARN", "a WARN", true],
    ["?ERROR ?WARN", "an INFO", false],
    ["ERROR -timeout", "ERROR timeout", false],
    ["ERROR -timeout", "ERROR other", true],
    ['-"a b"', "x a b", false],
  ])("%j on %j is %j", (pattern, message, expected) => {
    const matches = compileFilter(pattern);
    expect(isAwsError(matches) || matches(message)).toBe(expected);
  });

  it("over fields or by regular expression are refused, not misread", () => {
    for (const pattern of ["{ $.level = 1 }", "[a, b]", "%ERR%"]) expect(isAwsError(compileFilter(pattern))).toBe(true);
  });
});
