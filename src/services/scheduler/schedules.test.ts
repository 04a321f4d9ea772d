import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../aws-error.ts";
import { utf8Text } from "../bytes.ts";
import { SQS_OPERATIONS } from "../sqs/operations.ts";
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

  it("keeps and shows what it was given, and fires at the begin of its flexible window", () => {
    const queue = "arn:aws:sqs:us-east-1:123456789012:lost";
    const key = "arn:aws:kms:us-east-1:123456789012:key/k";
    create({
      ScheduleExpression: "cron(30 10 * * ? *)", ScheduleExpressionTimezone: "Europe/Berlin", FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 }, KmsKeyArn: key,
      Target: { RetryPolicy: { MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: queue } },
    });
    expect(SCHEDULER_OPERATIONS.GetSchedule(account.state, { Name: "tick" }, account.context())).toMatchObject({
      output: {
        ScheduleExpressionTimezone: "Europe/Berlin", FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 }, KmsKeyArn: key,
        Target: { Arn: FUNCTION, RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: queue } },
      },
    });
    expect(new Date(nextDue(account.state)!).toISOString()).toBe("2026-11-23T09:30:00.000Z");
    expect(JSON.parse(at(nextDue(account.state)!)[0]!)).toMatchObject({ time: "2026-11-23T09:30:00Z" });
    create({ Name: "plain" });
    expect(SCHEDULER_OPERATIONS.GetSchedule(account.state, { Name: "plain" }, account.context())).toMatchObject({
      output: { FlexibleTimeWindow: { Mode: "OFF" }, Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } } },
    });
  });

  it("of a function that is gone sends the event to its dead-letter queue, if it has one, with what happened", () => {
    const sent = SQS_OPERATIONS.CreateQueue(account.state, { QueueName: "lost" }, account.context());
    if (isAwsError(sent)) throw new Error(sent.message);
    account.apply(sent.changes);
    create({ Target: { Arn: `${FUNCTION}2`, Input: '{"a":1}', DeadLetterConfig: { Arn: "arn:aws:sqs:us-east-1:123456789012:lost" } } });
    create({ Name: "none", Target: { Arn: `${FUNCTION}2` } });
    create({ Name: "nowhere", Target: { Arn: `${FUNCTION}2`, DeadLetterConfig: { Arn: "arn:aws:sqs:us-east-1:123456789012:nowhere" } } });
    at(account.now);
    const [message, ...more] = account.state["sqs.messages"].values();
    expect(more).toEqual([]);
    const texts = Object.fromEntries(Object.entries(message!.attributes).map(([name, { StringValue }]) => [name, StringValue]));
    expect(message!.body).toBe('{"a":1}');
    expect(texts).toEqual({
      ERROR_CODE: "ResourceNotFoundException", ERROR_MESSAGE: `Function not found: ${FUNCTION}2`, EXECUTION_ID: expect.any(String), IS_PAYLOAD_TRUNCATED: "false", RETRY_ATTEMPTS: "0",
      SCHEDULED_TIME: "2026-11-23T09:00:00Z", SCHEDULE_ARN: "arn:aws:scheduler:us-east-1:123456789012:schedule/default/tick", TARGET_ARN: `${FUNCTION}2`,
    });
  });

  it("is refused in Scheduler's words, or where something is not simulated in a sentence", () => {
    expect(create()).toBeNull();
    expect(create()).toBe("ConflictException: Schedule tick already exists.");
    expect(create({ Name: "x", ScheduleExpression: "rate(soon)" })).toBe("ValidationException: Invalid Schedule Expression rate(soon).");
    expect(create({ Name: "x", GroupName: "mine" })).toBe("ResourceNotFoundException: Schedule group mine does not exist.");
    expect(create({ Name: "x", ScheduleExpressionTimezone: "Europe/Nowhere" })).toContain("The time zone Europe/Nowhere is not known");
    expect(create({ Name: "x", ScheduleExpression: "at(2027-03-28T02:30:00)", ScheduleExpressionTimezone: "Europe/Berlin" })).toContain("the clocks go forward over it");
    expect(create({ Name: "x", FlexibleTimeWindow: { Mode: "FLEXIBLE" } })).toContain("MaximumWindowInMinutes must be specified");
    expect(create({ Name: "x", FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 1441 } })).toBe(
      "ValidationException: 1 validation error detected: Value '1441' at 'flexibleTimeWindow.maximumWindowInMinutes' failed to satisfy constraint: Member must have value less than or equal to 1440",
    );
    expect(create({ Name: "x", Target: { RetryPolicy: { MaximumEventAgeInSeconds: 59 } } })).toContain("'target.retryPolicy.maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60");
    expect(create({ Name: "x", Target: { RetryPolicy: { MaximumRetryAttempts: 186 } } })).toContain("'target.retryPolicy.maximumRetryAttempts'");
    expect(create({ Name: "x", Target: { DeadLetterConfig: { Arn: "arn:aws:sqs:us-east-1:123456789012:lost.fifo" } } })).toContain("'target.deadLetterConfig.arn'");
    expect(create({ Name: "x", Target: { SqsParameters: { MessageGroupId: "g" } } })).toBe("ValidationException: SqsParameters cannot be specified for a target that is a Lambda function.");
    expect(create({ Name: "x", Target: { Arn: "arn:aws:sqs:us-east-1:123456789012:q" } })).toContain("Provided Arn is not in correct format");
    expect(create({ Name: "x", Target: { Input: "{" } })).toContain("well-formed JSON");
  });
});
