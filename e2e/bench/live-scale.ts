import {
  CreateFunctionCommand, GetProvisionedConcurrencyConfigCommand, InvokeCommand, PublishVersionCommand, PutProvisionedConcurrencyConfigCommand, waitUntilFunctionActiveV2,
  waitUntilPublishedVersionActive, type Runtime,
} from "@aws-sdk/client-lambda";
import type { Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { cloudReady } from "../fixtures.ts";
import { terminalClient } from "../own-server.ts";
import { EnvironmentsPage } from "../pages/environments-page.ts";
import { SettingsPage } from "../pages/settings-page.ts";
import { type Figure, framesPerSecond, percentile } from "./report.ts";

const AT_ONCE = 200;
const PROVISIONED = 20;
/** Long enough that all run at the same time, however slowly the last one starts. */
const HANDLER_MS = 6000;
const QUIET_MS = 4000;

// What the environment is called tells that no two requests shared one.
const JAVASCRIPT = `const id = crypto.randomUUID();
export const handler = async ({ ms }) => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return id;
};
`;
const PYTHON = "def lambda_handler(event, context):\n    return 1\n";

/** Lengths of the frames that the page's animation gets, in ms, while something happens. */
async function framesDuring<Result>(page: Page, work: () => Promise<Result>): Promise<{ result: Result; frames: number[] }> {
  const recording = await page.evaluateHandle(() => {
    const state = { frames: [] as number[], on: true };
    let last = performance.now();
    const step = (now: number): void => {
      state.frames.push(now - last);
      last = now;
      if (state.on) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    return state;
  });
  const result = await work();
  const frames = await recording.evaluate((state) => {
    state.on = false;
    return state.frames.slice(1);
  });
  return { result, frames };
}

/**
 * Live environments at the scale of a workshop: requests from outside (the official SDK, over the bridge) into as many
 * JavaScript environments at the same time, while the console shows them; and Python environments of provisioned concurrency.
 */
export async function measureLiveScale(page: Page, site: string): Promise<Figure[]> {
  await page.goto(site);
  await cloudReady(page);
  // What is measured is how long environments take to start, not how long AWS prepares.
  await new SettingsPage(page).setDial("Preparation of provisioned concurrency (seconds)", "0");
  const client = terminalClient(new URL(site).origin, { maxAttempts: 1, maxSockets: AT_ONCE + 10 });
  const create = async (name: string, runtime: Runtime, file: string, source: string, handler: string): Promise<void> => {
    const code = { ZipFile: zipSync({ [file]: strToU8(source) }) };
    await client.send(new CreateFunctionCommand({ FunctionName: name, Runtime: runtime, Role: "arn:aws:iam::123456789012:role/r", Handler: handler, Timeout: 60, Code: code }));
    await waitUntilFunctionActiveV2({ client, maxWaitTime: 30 }, { FunctionName: name });
  };

  await create("crowd", "nodejs24.x", "index.mjs", JAVASCRIPT, "index.handler");
  await new EnvironmentsPage(page, "crowd").open();
  const burst = async (): Promise<{ throttled: number; environments: number; ms: number }> => {
    const from = performance.now();
    const answers = await Promise.allSettled(
      Array.from({ length: AT_ONCE }, async () => {
        const { Payload } = await client.send(new InvokeCommand({ FunctionName: "crowd", Payload: strToU8(JSON.stringify({ ms: HANDLER_MS })) }));
        return Payload?.transformToString();
      }),
    );
    const answered = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    const failed = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as Error] : []));
    const other = failed.find(({ name }) => name !== "TooManyRequestsException");
    if (other) throw other;
    return { throttled: failed.length, environments: new Set(answered).size, ms: performance.now() - from };
  };
  const quiet = await framesDuring(page, () => page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), QUIET_MS));
  const cold = await framesDuring(page, burst);
  const warm = await framesDuring(page, burst);
  const still = framesPerSecond(quiet.frames);
  const frames = (name: string, samples: readonly number[]): Figure[] => [
    { name: `${AT_ONCE} JavaScript at once, ${name}: frames of the console`, value: framesPerSecond(samples), unit: "1/s", baseline: still, baselineName: "the same page at rest", aim: "60" },
    { name: `${AT_ONCE} JavaScript at once, ${name}: p99 of a frame`, value: percentile(samples, 0.99), unit: "ms", baseline: percentile(quiet.frames, 0.99), baselineName: "the same page at rest", aim: "" },
  ];
  const count = (name: string, value: number, aim: string): Figure => ({ name: `${AT_ONCE} JavaScript at once, ${name}`, value, unit: "", baseline: null, baselineName: "", aim });

  await create("snakes", "python3.14", "lambda_function.py", PYTHON, "lambda_function.lambda_handler");
  await client.send(new PublishVersionCommand({ FunctionName: "snakes" }));
  const version = { FunctionName: "snakes", Qualifier: "1" };
  await waitUntilPublishedVersionActive({ client, maxWaitTime: 30 }, version);
  const asked = performance.now();
  await client.send(new PutProvisionedConcurrencyConfigCommand({ ...version, ProvisionedConcurrentExecutions: PROVISIONED }));
  for (;;) {
    const { Status, StatusReason } = await client.send(new GetProvisionedConcurrencyConfigCommand(version));
    if (Status === "READY") break;
    if (Status === "FAILED") throw new Error(`Provisioned concurrency failed: ${StatusReason}`);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  }
  const provisionedMs = performance.now() - asked;

  return [
    count("cold: throttled", cold.result.throttled, "0"),
    count("cold: environments", cold.result.environments, `${AT_ONCE}`),
    { name: `${AT_ONCE} JavaScript at once, cold: beyond the handler's time`, value: (cold.result.ms - HANDLER_MS) / 1000, unit: "s", baseline: null, baselineName: "", aim: "" },
    ...frames("cold", cold.frames),
    count("warm: throttled", warm.result.throttled, "0"),
    { name: `${AT_ONCE} JavaScript at once, warm: beyond the handler's time`, value: (warm.result.ms - HANDLER_MS) / 1000, unit: "s", baseline: null, baselineName: "", aim: "" },
    ...frames("warm", warm.frames),
    { name: `${PROVISIONED} provisioned Python environments, until READY`, value: provisionedMs / 1000, unit: "s", baseline: null, baselineName: "", aim: "< 20 s" },
  ];
}
