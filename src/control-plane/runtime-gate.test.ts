import { describe, expect, it } from "vitest";
import { isAwsError } from "#services/aws-error.ts";
import { ManualTime } from "#testing/manual-time.ts";
import { ScriptedRuntime } from "#testing/scripted-runtime.ts";
import { Agenda } from "./agenda.ts";
import type { Runtime } from "./ports.ts";
import { RUNTIME_WAIT_MS, RuntimeGate } from "./runtime-gate.ts";

const unexpected = (bug: unknown): void => {
  throw bug;
};

describe("waiting for the sandbox", () => {
  const gateOver = (open: () => Runtime | Promise<Runtime>): { time: ManualTime; gate: RuntimeGate } => {
    const time = new ManualTime();
    return { time, gate: new RuntimeGate(open, new Agenda(time, time, unexpected), time) };
  };

  it("ends when it is there", async () => {
    const runtime = new ScriptedRuntime(new ManualTime());
    const { time, gate } = gateOver(() => new Promise((resolve) => time.at(time.now() + 500, () => resolve(runtime))));
    const ready = gate.ready();
    await time.advance(500);
    expect(await ready).toBe(runtime);
  });

  it("ends with an honest error after the stated time, and when it cannot come up at all", async () => {
    const { time, gate } = gateOver(() => new Promise<never>(() => undefined));
    const ready = gate.ready();
    await time.advance(RUNTIME_WAIT_MS);
    expect(await ready).toMatchObject({ name: "ServiceException", message: expect.stringContaining("did not start within 30 seconds") });
    expect(isAwsError(await gateOver(() => Promise.reject(new Error("blocked"))).gate.ready())).toBe(true);
  });
});
