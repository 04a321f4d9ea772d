import { CreateFunctionCommand, InvokeCommand, type LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { cloudReady, expect } from "./fixtures.ts";
import { test } from "./own-server.ts";

/** What it does depends on the event's `do`; without one it answers at once. */
const CODE = {
  "nodejs24.x": `export const handler = async (event, context) => {
  if (event.do === "flood") {
    for (const until = Date.now() + 4000; Date.now() < until;) console.log("x".repeat(200));
    return "done";
  }
  if (event.do === "return") return "x".repeat(event.length);
  if (event.do === "throw") throw new Error("x".repeat(event.length));
  if (event.do === "log") { console.log("x".repeat(event.length)); process.stdout.write("y".repeat(event.length)); }
  if (event.do === "fork") {
    const forever = async () => { for (;;) await null; };
    for (let count = 0; count < 1000; count += 1) void forever();
    await new Promise(() => undefined);
  }
  return context.logStreamName;
};
`,
  "python3.14": `def lambda_handler(event, context):
    everything = []
    while event.get("do") == "allocate": everything.append(bytearray(1_000_000))
    return context.log_stream_name
`,
};

async function create(client: LambdaClient, FunctionName: string, Runtime: keyof typeof CODE, Timeout = 30): Promise<void> {
  const python = Runtime === "python3.14";
  const ZipFile = zipSync({ [python ? "lambda_function.py" : "index.mjs"]: strToU8(CODE[Runtime]) });
  await expect
    .poll(() => client.send(new CreateFunctionCommand({ FunctionName, Runtime, Handler: python ? "lambda_function.lambda_handler" : "index.handler", Timeout, Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile } })).then(() => true), { timeout: 30_000 })
    .toBe(true);
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 30, minDelay: 1 }, { FunctionName });
}

async function invoke(client: LambdaClient, FunctionName: string, event: object = {}): Promise<{ value: unknown; failed: boolean; log: string }> {
  const { Payload, FunctionError, LogResult } = await client.send(new InvokeCommand({ FunctionName, Payload: strToU8(JSON.stringify(event)), LogType: "Tail" }));
  return { value: JSON.parse(Payload!.transformToString()), failed: FunctionError !== undefined, log: Buffer.from(LogResult ?? "", "base64").toString() };
}

/** What has answered by the time the other function has, which is called while the first one is at work. */
async function meanwhile(client: LambdaClient, hostile: Promise<unknown>): Promise<string> {
  return Promise.race([hostile.then(() => "the hostile one"), invoke(client, "other").then(({ value }) => value as string)]);
}

test.describe("a hostile handler harms only itself", () => {
  let client: LambdaClient;
  let other: string;
  test.beforeEach(async ({ page, server }) => {
    test.slow();
    await page.goto("./");
    await cloudReady(page);
    client = server.client({ maxAttempts: 1 });
    await create(client, "other", "nodejs24.x");
    other = (await invoke(client, "other")).value as string;
  });

  test("when it floods its log: it is answered, its log is cut with a word about it, and another function answers meanwhile", async () => {
    await create(client, "hostile", "nodejs24.x");
    const flooding = invoke(client, "hostile", { do: "flood" });
    expect(await meanwhile(client, flooding)).toBe(other);
    const { value, log } = await flooding;
    expect(value).toBe("done");
    expect(log).toContain("[Lambdarium] The log of this phase was cut here: 1 MB is kept.");
    expect((await invoke(client, "hostile")).failed).toBe(false);
  });

  test("when it returns, throws or logs 200 MB: it gets the service's error, its log is cut, and another function's environment lives on", async () => {
    await create(client, "hostile", "nodejs24.x");
    const length = 200_000_000;
    for (const act of ["return", "throw"]) {
      const { value, failed } = await invoke(client, "hostile", { do: act, length });
      expect([failed, value], act).toEqual([true, { errorType: "Function.ResponseSizeTooLarge", errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes)." }]);
      expect((await invoke(client, "other")).value).toBe(other);
    }
    const { failed, log } = await invoke(client, "hostile", { do: "log", length });
    expect(failed).toBe(false);
    expect(log).toContain("[Lambdarium] The log of this phase was cut here: 1 MB is kept.");
    expect((await invoke(client, "other")).value).toBe(other);
  });

  test("when it forks promises without end: it is stopped at its time-out, and another function answers meanwhile", async () => {
    await create(client, "hostile", "nodejs24.x", 6);
    const { value: stream } = await invoke(client, "hostile");
    const forking = invoke(client, "hostile", { do: "fork" });
    expect(await meanwhile(client, forking)).toBe(other);
    const { value, log } = await forking;
    expect(value).toMatchObject({ errorType: "Sandbox.Timedout", errorMessage: expect.stringContaining("Task timed out after 6.00 seconds") });
    expect(log).toContain("\tDuration: 6000.00 ms\t");
    expect(await invoke(client, "hostile")).toMatchObject({ value: stream, failed: false });
  });

  // Python is held to the function's memory size. JavaScript is held to nothing but what a renderer process may take (some
  // 4 GB and half a minute): too much for every machine that runs this. What happens then stands in src/runtime/README.md.
  test("when it allocates without end: it is killed at its memory size, and another function's environment lives on", async ({ page }) => {
    await create(client, "hostile", "python3.14");
    const { value: stream } = await invoke(client, "hostile");
    const { value, log } = await invoke(client, "hostile", { do: "allocate" });
    expect(value).toMatchObject({ errorType: "Runtime.OutOfMemory", errorMessage: expect.stringContaining("signal: killed") });
    expect(log).toContain("\tMax Memory Used: 128 MB\t");
    expect((await invoke(client, "other")).value).toBe(other);
    expect(await invoke(client, "hostile")).toMatchObject({ value: stream, failed: false });
    await page.goto("./#/functions");
    await expect(page.getByRole("link", { name: "hostile", exact: true })).toBeVisible();
  });
});
