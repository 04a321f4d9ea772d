import { describe, expect, test, vi } from "vitest";
import type { SendWireRequest } from "#aws-api/sdk-request-handler.ts";
import { CallRoute } from "./call-route.ts";

const get = { method: "GET", path: "/2015-03-31/functions", headers: {} };
const by = (name: string): SendWireRequest => () => Promise.resolve({ status: 200, headers: { by: name }, body: new Uint8Array() });

async function wayOf(route: CallRoute): Promise<string | undefined> {
  return (await route.send(get)).headers["by"];
}

describe("the way of the SDK's calls", () => {
  test("goes by message until the calls shall be shown, and again when they shall not", async () => {
    const stop = vi.fn<() => void>();
    const start = vi.fn<() => Promise<{ send: SendWireRequest; stop: () => void }>>(() => Promise.resolve({ send: by("service worker"), stop }));
    const route = new CallRoute(by("message"), start);
    expect(await wayOf(route)).toBe("message");
    await Promise.all([route.show(true), route.show(true)]);
    expect(await wayOf(route)).toBe("service worker");
    expect(start).toHaveBeenCalledOnce();
    await route.show(false);
    expect(await wayOf(route)).toBe("message");
    expect(stop).toHaveBeenCalledOnce();
  });

  test("stays by message when the service worker cannot start, and can be tried again", async () => {
    const start = vi.fn<() => Promise<{ send: SendWireRequest; stop: () => void }>>().mockRejectedValueOnce(new Error("no service worker here"));
    start.mockResolvedValueOnce({ send: by("service worker"), stop: () => undefined });
    const route = new CallRoute(by("message"), start);
    await expect(route.show(true)).rejects.toThrow("no service worker here");
    expect(await wayOf(route)).toBe("message");
    await route.show(true);
    expect(await wayOf(route)).toBe("service worker");
  });

  test("a start that is taken back while it goes on is stopped after it", async () => {
    const stop = vi.fn<() => void>();
    const route = new CallRoute(by("message"), () => Promise.resolve({ send: by("service worker"), stop }));
    await Promise.all([route.show(true), route.show(false)]);
    expect(await wayOf(route)).toBe("message");
    expect(stop).toHaveBeenCalledOnce();
  });
});
