import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FrameLink } from "./frame-link.ts";
import { lostProcessEnd } from "./lost-process.ts";
import type { ToSandboxHost } from "./protocol.ts";

const FILES = { guest: new Blob([]), modules: {}, assets: {} };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("a frame that answers no ping is closed, and its environments are told of once, all together", async () => {
  const told: ToSandboxHost[] = [];
  const lost: string[][] = [];
  const frame = new FrameLink({ postMessage: (message: ToSandboxHost) => told.push(message) }, "locked", false, (environments) => lost.push(environments));
  const single = vi.fn<(reason: string) => void>();
  for (const name of ["first", "second", "third"]) frame.start("nodejs", FILES, name, new MessageChannel().port2, single);
  frame.terminate("third");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(lost).toEqual([["first", "second"]]);
  expect(single).not.toHaveBeenCalled();
  expect(frame.closed).toBe(true);
  expect(told.map(({ kind }) => kind)).toEqual(["open-frame", "close-frame"]);
});

test("only where a single handler was running is the loss of the shared process laid at its door", () => {
  expect(lostProcessEnd(1)).toMatchObject({ memory: true, lost: true });
  const several = lostProcessEnd(3);
  expect(several).toMatchObject({ lost: true, reason: expect.stringContaining("3 functions were running") });
  expect(several).not.toHaveProperty("memory");
});
