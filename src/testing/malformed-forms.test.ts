import { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { ALL_SERVICES } from "#aws-api/services/all-services.ts";
import { operationOf } from "#control-plane/service-operations.ts";
import { type AwsError, awsError, isAwsError } from "#services/aws-error.ts";
import { ScriptedControlPlane } from "./scripted-control-plane.ts";
import { TestAccount } from "./test-account.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Runs the operations of an account, without the waiting of a control plane. */
class AccountPlane extends ScriptedControlPlane {
  readonly account = new TestAccount();

  override execute(service: string, operation: string, input: object): Promise<{ output: unknown } | AwsError> {
    const run = operationOf(service, operation);
    if (!run) return Promise.resolve(awsError("NotImplementedException", `${operation} is not built.`));
    const outcome = run(this.account.state, input, this.account.context());
    if (!isAwsError(outcome)) this.account.apply(outcome.changes);
    return Promise.resolve(outcome);
  }
}

const services = (await Promise.all(ALL_SERVICES.map(async ({ key, load }) => [key, await load()] as const))).filter(([, { protocol, alsoSpeaks = [] }]) =>
  [protocol, ...alsoSpeaks].some(({ name }) => name === "awsQuery"),
);
const versions = new Map(services.map(([key, { version }]) => [key, version!]));

let plane: AccountPlane;
let bugs: unknown[];
let api: ReturnType<typeof createAwsApi>;
beforeEach(() => {
  plane = new AccountPlane();
  bugs = [];
  api = createAwsApi(plane, { reportBug: (error) => bugs.push(error), newRequestId: () => "request-1" });
  plane.account.mustOf("sqs", "CreateQueue", { QueueName: "q" });
  plane.account.mustOf("sns", "CreateTopic", { Name: "t" });
});

async function post(key: string, action: string, pairs: readonly (readonly [string, string])[]): Promise<{ status: number; text: string }> {
  const body = new URLSearchParams([["Action", action], ["Version", versions.get(key)!], ...pairs.map(([name, text]) => [name, text])]);
  const answer = await api.answer({ method: "POST", path: "/", headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }, body: new TextEncoder().encode(body.toString()) });
  return { status: answer.status, text: new TextDecoder().decode(answer.body) };
}

const TOPIC = "arn:aws:sns:us-east-1:123456789012:t";
const QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/q";

describe("A form of the query protocol that is malformed is refused with 400 MalformedInput:", () => {
  it.each<[string, string, string, [string, string][]]>([
    ["an entry of a map without its value", "sns", "CreateTopic", [["Name", "u"], ["Attributes.entry.1.key", "DisplayName"]]],
    ["an entry of a map without its key", "sns", "CreateTopic", [["Name", "u"], ["Attributes.entry.1.value", "x"]]],
    ["an entry of a map that is a text", "sns", "CreateTopic", [["Name", "u"], ["Attributes.entry.1", "x"]]],
    ["a map that is a text", "sns", "CreateTopic", [["Name", "u"], ["Attributes", "x"]]],
    ["a map whose entries have no `entry`", "sns", "CreateTopic", [["Name", "u"], ["Attributes.1.key", "a"], ["Attributes.1.value", "b"]]],
    ["an attribute of a message without its value", "sns", "Publish", [["TopicArn", TOPIC], ["Message", "x"], ["MessageAttributes.entry.1.Name", "a"]]],
    ["an attribute of a message whose value is a text", "sns", "Publish", [["TopicArn", TOPIC], ["Message", "x"], ["MessageAttributes.entry.1.Name", "a"], ["MessageAttributes.entry.1.Value", "b"]]],
    ["a key that comes twice", "sqs", "CreateQueue", [["QueueName", "u"], ["Attribute.1.Name", "DelaySeconds"], ["Attribute.1.Value", "1"], ["Attribute.2.Name", "DelaySeconds"], ["Attribute.2.Value", "2"]]],
    ["a parameter that comes twice", "sqs", "CreateQueue", [["QueueName", "u"], ["QueueName", "v"]]],
    ["entries that leave a number out", "sqs", "CreateQueue", [["QueueName", "u"], ["Attribute.2.Name", "DelaySeconds"], ["Attribute.2.Value", "1"]]],
    ["a huge number", "sqs", "CreateQueue", [["QueueName", "u"], ["Attribute.99999999999.Name", "DelaySeconds"], ["Attribute.99999999999.Value", "1"]]],
    ["an element whose number is none", "cloudwatch", "DeleteAlarms", [["AlarmNames.member.x", "a"]]],
    ["a list whose elements have no `member`", "cloudwatch", "DeleteAlarms", [["AlarmNames.1", "a"]]],
    ["a list that is a text", "cloudwatch", "DeleteAlarms", [["AlarmNames", "a"]]],
    ["a structure that is a text", "cloudwatch", "PutMetricData", [["Namespace", "n"], ["MetricData.member.1", "a"]]],
    ["a text that is a structure", "sqs", "CreateQueue", [["QueueName.x", "u"]]],
    ["a number that is none", "sqs", "ReceiveMessage", [["QueueUrl", QUEUE], ["MaxNumberOfMessages", "many"]]],
    ["a truth value that is none", "cloudwatch", "PutMetricAlarm", [["ActionsEnabled", "yes"]]],
    ["an instant that is none", "cloudwatch", "GetMetricStatistics", [["StartTime", "yesterday"]]],
    ["bytes that are no base64", "sqs", "SendMessage", [["QueueUrl", QUEUE], ["MessageBody", "x"], ["MessageAttribute.1.Name", "a"], ["MessageAttribute.1.Value.DataType", "Binary"], ["MessageAttribute.1.Value.BinaryValue", "?"]]],
    ["a name of a million parts", "sqs", "CreateQueue", [["QueueName" + ".a".repeat(1_000_000), "u"]]],
    ["sixty thousand parameters", "sqs", "CreateQueue", Array.from({ length: 60_000 }, (_, index): [string, string] => [`A${index}`, ""])],
  ])("%s", async (_what, key, action, pairs) => {
    const { status, text } = await post(key, action, pairs);
    expect(text).toMatch(/<Type>Sender<\/Type><Code>MalformedInput<\/Code><Message>[^<]{10,}<\/Message><\/Error><RequestId>request-1<\/RequestId>/);
    expect([status, bugs]).toEqual([400, []]);
  });
});

/** Names of parameters that a structure may have, with right and wrong numbers and words in them. */
function names(schema: NormalizedSchema, place: string, depth: number): fc.Arbitrary<string> {
  if (depth > 4) return fc.constant(place);
  const number = fc.constantFrom("1", "1", "2", "3", "0", "-1", "x", "", "99999999999");
  const below = (prefix: string, word: string | undefined, then: (at: string) => fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom(word, word, undefined, "x"), number).chain(([middle, index]) => then([prefix, ...(middle === undefined ? [] : [middle]), index].join(".")));
  const traits = (one: NormalizedSchema): { xmlName?: string; xmlFlattened?: 1 } => one.getMergedTraits();
  if (schema.isListSchema()) {
    const word = traits(schema).xmlFlattened ? undefined : (traits(schema.getValueSchema()).xmlName ?? "member");
    return fc.oneof(fc.constant(place), below(place, word, (at) => names(schema.getValueSchema(), at, depth + 1)));
  }
  if (schema.isMapSchema()) {
    const [keyName, valueName] = [traits(schema.getKeySchema()).xmlName ?? "key", traits(schema.getValueSchema()).xmlName ?? "value"];
    const word = traits(schema).xmlFlattened ? undefined : "entry";
    return fc.oneof(fc.constant(place), below(place, word, (at) => fc.oneof(fc.constant(`${at}.${keyName}`), names(schema.getValueSchema(), `${at}.${valueName}`, depth + 1))));
  }
  if (!schema.isStructSchema()) return fc.constantFrom(place, place, place, `${place}.1`, `${place}.x`);
  const members = [...schema.structIterator()];
  if (members.length === 0) return fc.constant(`${place}.x`);
  return fc.constantFrom(...members).chain(([name, member]) => names(member, `${place === "" ? "" : `${place}.`}${traits(member).xmlName ?? name}`, depth + 1));
}

const texts = fc.oneof(
  fc.constantFrom("", "1", "0", "-1", "3.5", "NaN", "1e999", "true", "q", "t", "a", "DisplayName", "DelaySeconds", "All", "String", "Binary", "AAAA", TOPIC, QUEUE, "2026-11-23T09:00:00Z", "60", "__proto__", "Sum"),
  fc.string({ unit: "binary", maxLength: 20 }),
);

describe.each(services)("%s", (key, service) => {
  const built = service.schemas.operations.filter(([, , name]) => operationOf(key, name));
  it.each(built.map((schema) => [schema[2], schema] as const))("%s answers every form, or refuses it with 4xx; none is a bug", async (name, schema) => {
    const input = NormalizedSchema.of(schema[4]);
    const pair = fc.tuple(input.isStructSchema() ? names(input, "", 0) : fc.constant("x"), texts);
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 12 }), async (pairs) => {
        const { status, text } = await post(key, name, pairs);
        expect(bugs).toEqual([]);
        expect(status).toBeLessThan(500);
        expect(text).toContain("<RequestId>request-1</RequestId>");
      }),
      { numRuns: 100 },
    );
  });
});
