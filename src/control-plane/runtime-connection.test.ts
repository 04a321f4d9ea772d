import { describe, expect, it } from "vitest";
import { isAwsError } from "#services/aws-error.ts";
import { ManualTime } from "#testing/manual-time.ts";
import { ScriptedRuntime } from "#testing/scripted-runtime.ts";
import { Timers } from "./timers.ts";
import type { Runtime } from "./ports.ts";
import { RUNTIME_WAIT_MS, RuntimeConnection } from "./runtime-connection.ts";

const unexpected = (bug: unknown): void => {
  throw bug;
};

describe("waiting for the sandbox", () => {
  const connectionOver = (open: () => Runtime | Promise<Runtime>): { time: ManualTime; connection: RuntimeConnection } => {
    const time = new ManualTime();
    return { time, connection: new RuntimeConnection(open, new Timers(time, time, unexpected), time) };
  };

  it("ends when it is there", async () => {
    const runtime = new ScriptedRuntime(new ManualTime());
    const { time, connection } = connectionOver(() => new Promise((resolve) => time.at(time.now() + 500, () => resolve(runtime))));
    const ready = connection.ready();
    await time.advance(500);
    expect(await ready).toBe(runtime);
  });

  it("ends with an honest error after the stated time, and when it cannot come up at all", async () => {
    const { time, connection } = connectionOver(() => new Promise<never>(() => undefined));
    const ready = connection.ready();
    await time.advance(RUNTIME_WAIT_MS);
    expect(await ready).toMatchObject({ name: "ServiceException", message: expect.stringContaining("did not start within 30 seconds") });
    expect(isAwsError(await connectionOver(() => Promise.reject(new Error("blocked"))).connection.ready())).toBe(true);
  });
});
