import { PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { createAwsApi, type AwsApi } from "#aws-api/handler.ts";
import { sdkClientsFor } from "#testing/sdk-clients.ts";
import { TestCloud } from "#testing/test-cloud.ts";
import { reservationsOf } from "./reservation-queries.ts";

/** Reads the reservations of an account of 120 functions; tells how many requests that took. */
async function read(reserved: Readonly<Record<string, number>>, accountConcurrency = 1000): Promise<{ found: unknown; requests: number }> {
  const cloud = await TestCloud.open({ settings: { accountConcurrency: 1000 } });
  for (let n = 0; n < 120; n++) await cloud.createFunction(`f-${String(n).padStart(3, "0")}`);
  const api = createAwsApi(cloud.plane);
  let requests = 0;
  const counted: Pick<AwsApi, "answer"> = { answer: (request) => (requests++, api.answer(request)) };
  const { lambda } = sdkClientsFor(counted);
  for (const [FunctionName, ReservedConcurrentExecutions] of Object.entries(reserved)) await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
  await cloud.plane.simulator.changeSettings({ accountConcurrency });
  requests = 0;
  return { found: Object.fromEntries(await reservationsOf(lambda)), requests };
}

describe("reservations of an account", () => {
  it("take one request where there is none, however many functions there are", async () => {
    expect(await read({})).toEqual({ found: {}, requests: 1 });
  });

  it("are looked for until all that was given away is found", async () => {
    const { found, requests } = await read({ "f-003": 20, "f-060": 5 });
    expect(found).toEqual({ "f-003": 20, "f-060": 5 });
    expect(requests).toBe(1 + 3 + 100);
  });

  it("are all found in an account that was made smaller than they are", async () => {
    expect((await read({ "f-003": 500, "f-110": 300 }, 400)).found).toEqual({ "f-003": 500, "f-110": 300 });
  });
});
