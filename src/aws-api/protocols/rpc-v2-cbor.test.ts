import { cbor, dateToTag } from "@smithy/core/cbor";
import * as fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { createAwsApi } from "../handler.ts";

let controlPlane: ScriptedControlPlane;
let bugs: unknown[];
let api: ReturnType<typeof createAwsApi>;
beforeEach(() => {
  controlPlane = new ScriptedControlPlane();
  bugs = [];
  api = createAwsApi(controlPlane, { reportBug: (error) => bugs.push(error) });
});

async function post(operation: string, body: Uint8Array, service = "GraniteServiceVersion20100801"): Promise<{ status: number; answer: Record<string, unknown>; headers: Record<string, string> }> {
  const { status, headers, body: bytes } = await api.answer({ method: "POST", path: `/service/${service}/operation/${operation}`, headers: { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" }, body });
  return { status, headers, answer: cbor.deserialize(bytes) as Record<string, unknown> };
}
/** A copy: the writer uses its buffer again. */
const bytesOf = (value: unknown): Uint8Array => Uint8Array.from(cbor.serialize(value));

test("a body is read by its schema: instants come as tagged seconds or plain ones", async () => {
  const StartTime = new Date(Date.UTC(2026, 10, 23, 9));
  for (const seconds of [dateToTag(StartTime), StartTime.getTime() / 1000]) {
    await post("GetMetricStatistics", bytesOf({ Namespace: "Shop", MetricName: "Load", StartTime: seconds, EndTime: seconds, Period: 60, Unknown: 1 }));
    expect(controlPlane.last).toMatchObject({ service: "cloudwatch", operation: "GetMetricStatistics", input: { Namespace: "Shop", StartTime, Period: 60 } });
    expect(controlPlane.last.input).not.toHaveProperty("Unknown");
  }
});

test("a wrong type is a SerializationException, in CBOR, with its code in the query protocol's header too", async () => {
  const { status, answer, headers } = await post("PutMetricAlarm", bytesOf({ AlarmName: 5 }));
  expect([status, answer]).toEqual([400, { __type: "SerializationException", message: "NUMBER_VALUE cannot be converted to String" }]);
  expect(headers).toMatchObject({ "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor", "x-amzn-query-error": "Serialization;Sender" });
});

test("an operation or a service that is not there is answered 400, in CBOR", async () => {
  for (const [operation, service] of [["Fly", undefined], ["ListMetrics", "AnotherService"]] as const) {
    expect(await post(operation, bytesOf({}), service)).toMatchObject({ status: 400, answer: { __type: "UnknownOperationException" } });
  }
});

test.each([
  ["nothing that was finished", Uint8Array.of(0xa1)],
  ["a list of four billion elements", Uint8Array.of(0x9a, 0xff, 0xff, 0xff, 0xff)],
  ["a million lists in each other", new Uint8Array(1_000_000).fill(0x81)],
  ["a text", bytesOf("x")],
])("%s is refused with 400", async (_what, body) => {
  expect(await post("PutMetricData", body)).toMatchObject({ status: 400, answer: { __type: "SerializationException" } });
  expect(bugs).toEqual([]);
});

test("whatever bytes come, they are answered or refused, never by a bug", async () => {
  const known = fc.constantFrom("Namespace", "MetricData", "AlarmName", "Dimensions", "MetricName", "Value", "Timestamp", "__proto__", "constructor");
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 8 }), fc.date({ noInvalidDate: true }).map(dateToTag), fc.array(tie("value"), { maxLength: 4 }), fc.dictionary(known, tie("value"), { maxKeys: 4 })),
  })).value;
  const bodies = fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.dictionary(known, value).map(bytesOf));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("PutMetricData", "PutMetricAlarm", "GetMetricData", "DeleteAlarms"), bodies, async (operation, body) => {
      expect((await post(operation, body)).status).toBeLessThan(500);
      expect(bugs).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
