import { describe, expect, test } from "vitest";
import { findHandler, parseHandlerName } from "./handler-name.ts";

describe("the handler's name", () => {
  test.each([
    ["index.handler", { folder: "", module: "index", name: "handler" }],
    ["src/app.routes.create", { folder: "src", module: "app", name: "routes.create" }],
    ["a/b/c.d", { folder: "a/b", module: "c", name: "d" }],
  ])("%s", (handler, parsed) => {
    expect(parseHandlerName(handler)).toEqual(parsed);
  });

  test("climbing out is refused in AWS's words", () => {
    expect(() => parseHandlerName("../x.handler")).toThrow(
      expect.objectContaining({
        name: "Runtime.MalformedHandlerName",
        message:
          "'../x.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
      }),
    );
  });

  test("a name without a dot is a bad handler", () => {
    expect(() => parseHandlerName("handler")).toThrow(
      expect.objectContaining({ name: "Runtime.MalformedHandlerName", message: "Bad handler" }),
    );
  });
});

describe("finding the handler", () => {
  const create = (): void => undefined;

  test("a nested export, and one of the default export", () => {
    expect(findHandler({ routes: { create } }, "routes.create", "app.routes.create")).toBe(create);
    expect(findHandler({ default: { handler: create } }, "handler", "index.handler")).toBe(create);
  });

  test("nothing there, or no function", () => {
    expect(() => findHandler({}, "handler", "index.handler")).toThrow(
      expect.objectContaining({ name: "Runtime.HandlerNotFound", message: "index.handler is undefined or not exported" }),
    );
    expect(() => findHandler({ handler: 1 }, "handler", "index.handler")).toThrow("index.handler is not a function");
  });
});
