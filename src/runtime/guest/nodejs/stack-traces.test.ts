/** The texts are `Error.stack` as Chromium 156, Firefox ESR 153 and WebKitGTK 2.50.6 gave them to one and the same handler. */
import { describe, expect, test } from "vitest";
import { errorLogEntry, errorPayload, runtimeError } from "./runtime-errors.ts";
import { nameSource, nodeStack, showStack, stackOf } from "./stack-traces.ts";

const INDEX = "blob:null/06ec9610-7edf-4542-a644-14423daf99bf";
const DEEP = "blob:null/21600a72-60ed-4296-a465-1d4d0e49919c";
const GUEST = "blob:null/dbd977fc-dae4-42a5-9102-c3ebf61645d7";
nameSource(INDEX, "file:///var/task/index.mjs");
nameSource(DEEP, "file:///var/task/lib/deep.mjs");

const frames = (stack: string): string[] => nodeStack(stack, "Error: deep").split("\n");

describe("Chromium's traces", () => {
  const stack = "Error: deep\n    at deep (file:///var/task/lib/deep.mjs:1:33)\n    at Shop.sell (file:///var/task/index.mjs:4:30)\n    at async handler (file:///var/task/index.mjs:10:18)";

  test("stay as they are", () => {
    expect(nodeStack(stack, "Error: deep")).toBe(stack);
    // The name was set after the stack was taken.
    expect(nodeStack(stack, "Mine: deep")).toBe(stack);
    expect(nodeStack("Error: ask a@b:1:2", "Error: ask a@b:1:2")).toBe("Error: ask a@b:1:2");
  });

  test("name the file of evaluated code, not its blob", () => {
    expect(frames(`Error: deep\n    at eval (eval at handler (${INDEX}:14:15), <anonymous>:1:1)`)[1]).toBe("    at eval (eval at handler (file:///var/task/index.mjs:14:15), <anonymous>:1:1)");
  });
});

describe("Firefox's traces", () => {
  test("get the message and Node.js's frames", () => {
    expect(nodeStack("inner@/var/task/index.js:2:26\nexports.handler@/var/task/index.js:1:95\ncallModern@file:///var/runtime/index.mjs:5:5523\n", "TypeError: boom")).toBe(
      "TypeError: boom\n    at inner (/var/task/index.js:2:26)\n    at exports.handler (/var/task/index.js:1:95)\n    at callModern (file:///var/runtime/index.mjs:5:5523)",
    );
  });

  test("a function is called by its own name, and one without a name by none", () => {
    expect(frames("handler/out.anon<@file:///var/task/index.mjs:11:21\nhandler/out.timer</<@file:///var/task/index.mjs:16:59\n@file:///var/task/b.mjs:2:1\nlistenTo/port.onmessage@file:///var/runtime/index.mjs:1:1636\n")).toEqual([
      "Error: deep",
      "    at file:///var/task/index.mjs:11:21",
      "    at file:///var/task/index.mjs:16:59",
      "    at file:///var/task/b.mjs:2:1",
      "    at port.onmessage (file:///var/runtime/index.mjs:1:1636)",
    ]);
  });

  test("evaluated code says where it was evaluated", () => {
    expect(frames(`@${INDEX} line 14 > eval:1:1\nanonymous@${INDEX} line 14 > Function:3:8\n`).slice(1)).toEqual([
      "    at eval (eval at <anonymous> (file:///var/task/index.mjs:14), <anonymous>:1:1)",
      "    at eval (eval at <anonymous> (file:///var/task/index.mjs:14), <anonymous>:3:8)",
    ]);
  });

  test("a path of a scoped package keeps its @", () => {
    expect(frames("load@file:///var/task/node_modules/@scope/a.mjs:1:2\n")[1]).toBe("    at load (file:///var/task/node_modules/@scope/a.mjs:1:2)");
  });
});

describe("WebKit's traces", () => {
  test("have the paths of modules instead of blobs, and the runtime's own path", () => {
    expect(frames(`deep@${DEEP}:1:42\nmap@[native code]\n@${INDEX}:10:22\ncallModern@${GUEST}:5:5523`)).toEqual([
      "Error: deep",
      "    at deep (file:///var/task/lib/deep.mjs:1:42)",
      "    at map (<anonymous>)",
      "    at file:///var/task/index.mjs:10:22",
      "    at callModern (file:///var/runtime/index.mjs:5:5523)",
    ]);
  });

  test("code of a module outside functions has no name; evaluated and CommonJS code has no address there", () => {
    expect(frames(`module code@${INDEX}:2:2\neval code@\neval@[native code]\nrun@\n@`).slice(1)).toEqual([
      "    at file:///var/task/index.mjs:2:2",
      "    at eval (<anonymous>)",
      "    at eval (<anonymous>)",
      "    at run (<anonymous>)",
      "    at <anonymous>",
    ]);
  });
});

describe("what reports an error", () => {
  const webKits = (): Error => Object.assign(new TypeError("boom"), { stack: `inner@${INDEX}:2:40` });
  const expected = ["TypeError: boom", "    at inner (file:///var/task/index.mjs:2:40)"];

  test("the payload and the log entry have Node.js's form", () => {
    expect(errorPayload(webKits()).trace).toEqual(expected);
    expect(errorLogEntry(webKits())).toContain(JSON.stringify(expected));
  });

  test("an error of the runtime shows the frames of what caused it", () => {
    expect(runtimeError("Runtime.ImportModuleError", "TypeError: boom", webKits()).stack).toBe(`Runtime.ImportModuleError: TypeError: boom\n${expected[1]}`);
  });

  test("an error that is printed shows it too, with its causes and those it holds, circles included", () => {
    const [cause, held] = [webKits(), webKits()];
    const error = Object.assign(new AggregateError([held], "all", { cause }), { stack: `@${DEEP}:1:2` });
    Object.assign(cause, { cause: error });
    showStack(error);
    expect([error.stack, cause.stack, held.stack]).toEqual([expect.stringContaining("    at file:///var/task/lib/deep.mjs:1:2"), expected.join("\n"), expected.join("\n")]);
  });

  test("a stack that no engine wrote stays as it is", () => {
    expect(stackOf(Object.assign(new Error("x"), { stack: "see me@home" }))).toBe("see me@home");
    expect(stackOf(Object.assign(new Error("x"), { stack: 5 }))).toBe(5);
  });
});
