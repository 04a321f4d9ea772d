import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LOG_CAP_PER_PHASE, LOG_LINE_OVERHEAD } from "./guest/guest-protocol.ts";
import { readGuestMessage } from "./guest-messages.ts";

const ok = { kind: "ok", payload: new Uint8Array([123, 125]) };

describe("what a guest posts", () => {
  test("anything at all is a message of the protocol or nothing, and never throws", () => {
    const kinds = fc.constantFrom("ready", "logs", "tmp", "exit", "initialized", "result", "other");
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ kind: kinds, lines: fc.anything(), changes: fc.anything(), code: fc.anything(), end: fc.anything(), invocation: fc.anything() }),
    );
    fc.assert(
      fc.property(anything, (data) => {
        const message = readGuestMessage(data);
        expect(message === null || typeof message.kind === "string").toBe(true);
      }),
    );
  });

  test("a result keeps its figures when they can be true", () => {
    expect(readGuestMessage({ kind: "result", invocation: 3, end: ok, durationMs: 1.5, memoryUsedMb: 40 })).toEqual({
      kind: "result",
      invocation: 3,
      end: ok,
      durationMs: 1.5,
      memoryUsedMb: 40,
    });
    expect(readGuestMessage({ kind: "result", invocation: 3, end: ok, durationMs: -1, memoryUsedMb: "x" })).toMatchObject({
      durationMs: Number.NaN,
      memoryUsedMb: null,
    });
  });

  test("a payload must be bytes", () => {
    expect(readGuestMessage({ kind: "result", invocation: 1, end: { kind: "ok", payload: "{}" } })).toBeNull();
  });

  test("a payload that is far too large is cut where it is still too large", () => {
    const payload = new Uint8Array(20_000_000);
    const message = readGuestMessage({ kind: "result", invocation: 1, end: { kind: "ok", payload }, durationMs: 1 });
    expect(message?.kind === "result" && message.end.payload.byteLength).toBe(6_291_557);
  });

  test("log lines that are none are left out", () => {
    const lines = [{ timestamp: 1, message: "a" }, { timestamp: "1", message: "b" }, null, { timestamp: 2 }, 5];
    expect(readGuestMessage({ kind: "logs", lines })).toEqual({ kind: "logs", lines: [lines[0]] });
  });

  test("a list longer than any honest one is refused before it is walked: 2³² − 1 holes would hold the cloud for minutes", () => {
    const holes: unknown[] = [];
    holes.length = 2 ** 32 - 1;
    const began = performance.now();
    expect(readGuestMessage({ kind: "tmp", changes: holes })).toBeNull();
    expect(readGuestMessage({ kind: "logs", lines: holes })).toBeNull();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(readGuestMessage({ kind: "logs", lines: Array.from({ length: 1000 }) })).toEqual({ kind: "logs", lines: [] });
  });

  test("the lines that fit into a phase's log may all come at once", () => {
    const lines = Array.from({ length: Math.ceil(LOG_CAP_PER_PHASE / LOG_LINE_OVERHEAD) + 1 }, () => ({ timestamp: 1, message: "" }));
    expect(readGuestMessage({ kind: "logs", lines })).toEqual({ kind: "logs", lines });
  });

  test("an exit code is one byte, as a process has it", () => {
    expect(readGuestMessage({ kind: "exit", code: 257 })).toEqual({ kind: "exit", code: 1 });
    expect(readGuestMessage({ kind: "exit", code: null })).toEqual({ kind: "exit", code: null });
    expect(readGuestMessage({ kind: "exit", code: "1" })).toBeNull();
  });

  test("of /tmp only paths that stay below it are heard, and only what has the shape of a change", () => {
    const facts = { mode: 0o644, mtimeMs: 1 };
    const file = { path: "a/x", kind: "file", ...facts, size: 1, at: 0, bytes: new Uint8Array(1) };
    const good = [file, { path: "a", kind: "folder", ...facts }, { path: "l", kind: "link", target: "x" }, { path: "..a", kind: "none" }];
    const bad = [
      null, { ...file, path: "" }, { ...file, path: "/x" }, { ...file, path: "../x" }, { ...file, path: "a/../../x" }, { ...file, path: "a//x" }, { ...file, path: "./x" },
      { ...file, path: "a\0" }, { ...file, path: "x".repeat(256) }, { ...file, path: "a/".repeat(3000) + "x" }, { ...file, mode: 0o100644 }, { ...file, mtimeMs: Number.NaN },
      { ...file, size: -1 }, { ...file, at: 0.5 }, { ...file, bytes: "x" }, { path: "l", kind: "link", target: "x".repeat(5000) }, { path: "a", kind: "socket", ...facts },
    ];
    expect(readGuestMessage({ kind: "tmp", changes: [...bad, ...good] })).toEqual({ kind: "tmp", changes: good });
    expect(readGuestMessage({ kind: "tmp", changes: "x" })).toBeNull();
  });
});
