import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../aws-error.ts";
import { utf8Text } from "../bytes.ts";
import { SCHEDULER_OPERATIONS } from "./operations.ts";
import { due, nextDue } from "./schedules.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let account: TestAccount;

function create(more: object = {}): string | null {
  const target = { Arn: FUNCTION, RoleArn: "arn:aws:iam::123456789012:role/s" };
  const outcome = SCHEDULER_OPERATIONS.CreateSchedule(
    account.state, { Name: "tick", ScheduleExpression: "rate(1 hour)", FlexibleTimeWindow: { Mode: "OFF" }, ...more, Target: { ...target, ...("Target" in more ? (more.Target as object) : {}) } }, account.context(),
  );
  if (isAwsError(outcome)) return `${outcome.name}: ${outcome.message}`;
  account.apply(outcome.changes);
  return null;
}
/** Goes to an instant and does what is due; the events that were queued. */
function at(now: number): string[] {
  account.now = now;
  const changes = due(account.state, now, account.context());
  account.apply(changes);
  return changes.flatMap((change) => (change.table === "lambda.async-events" && change.value ? [utf8Text(change.value.payload)!] : []));
}

beforeEach(() => {
  account = new TestAccount();
  account.createFunction("orders");
});

describe("A schedule", () => {
  it("that was due many times while nobody was there fires once, and keeps its grid", () => {
    create();
    const start = account.now;
    expect(at(start)).toHaveLength(1);
    expect(at(start + 10.5 * 3_600_000)).toHaveLength(1);
    expect(nextDue(account.state)).toBe(start + 11 * 3_600_000);
    expect(at(account.now)).toHaveLength(0);
  });

  it("fires within its dates, and goes when it is over and was told to", () => {
    const now = account.now;
    create({ ScheduleExpression: "at(2026-11-23T10:00:00)", ActionAfterCompletion: "DELETE" });
    expect(at(now)).toEqual([]);
    expect(at(now + 3_600_000)).toHaveLength(1);
    expect(account.state["scheduler.schedules"].size).toBe(0);
    create({ StartDate: new Date(account.now + 60_000), EndDate: new Date(account.now + 2 * 3_600_000) });
    expect(nextDue(account.state)).toBe(account.now + 60_000);
    for (let hour = 0; hour < 5; hour++) at(account.now + 3_600_000);
    expect(nextDue(account.state)).toBeNull();
    expect(account.state["lambda.async-events"].size).toBe(3);
  });

  it("sends its input with what stands for the occasion filled in, else the standard event", () => {
    create({ Target: { Input: '{"at":"<aws.scheduler.scheduled-time>","who":"<aws.scheduler.schedule-arn>"}' } });
    expect(at(account.now)).toEqual(['{"at":"2026-11-23T09:00:00Z","who":"arn:aws:scheduler:us-east-1:123456789012:schedule/default/tick"}']);
    create({ Name: "plain" });
    expect(JSON.parse(at(account.now)[0]!)).toMatchObject({ version: "0", account: "123456789012", region: "us-east-1", detail: "{}", "detail-type": "Scheduled Event", source: "aws.scheduler", time: "2026-11-23T09:00:00Z" });
  });

  it("of a function that is gone goes on without it, and a disabled one waits for nothing", () => {
    create({ Target: { Arn: `${FUNCTION}2` } });
    expect(at(account.now)).toEqual([]);
    expect(nextDue(account.state)).toBe(account.now + 3_600_000);
    create({ Name: "off", State: "DISABLED", ScheduleExpression: "rate(1 minute)" });
    expect(nextDue(account.state)).toBe(account.now + 3_600_000);
  });

  it("is refused in Scheduler's words, or where something is not simulated in a sentence", () => {
    expect(create()).toBeNull();
    expect(create()).toBe("ConflictException: Schedule tick already exists.");
    expect(create({ Name: "x", ScheduleExpression: "rate(soon)" })).toBe("ValidationException: Invalid Schedule Expression rate(soon).");
    expect(create({ Name: "x", GroupName: "mine" })).toBe("ResourceNotFoundException: Schedule group mine does not exist.");
    expect(create({ Name: "x", ScheduleExpressionTimezone: "Europe/Berlin" })).toContain("is not simulated; schedules run in UTC");
    expect(create({ Name: "x", Target: { Arn: "arn:aws:sqs:us-east-1:123456789012:q" } })).toContain("Provided Arn is not in correct format");
    expect(create({ Name: "x", Target: { Input: "{" } })).toContain("well-formed JSON");
  });
});
