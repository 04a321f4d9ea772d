// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PageToWorker, WorkerToPage } from "./protocol.ts";

// The sandbox's frames are built by the site's own plugins; here it only matters when they come and go.
const sandbox = vi.hoisted(() => ({ attach: vi.fn<(port: MessagePort) => void>(), close: vi.fn<() => void>() }));
vi.mock("#runtime/sandbox-frame.ts", () => ({ createSandboxHost: () => sandbox }));

const { connectCloud } = await import("./connect.ts");

class FakeWorker extends EventTarget {
  static last: FakeWorker;
  readonly heard: PageToWorker[] = [];
  terminated = false;

  constructor() {
    super();
    FakeWorker.last = this;
  }

  postMessage(message: PageToWorker): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: WorkerToPage): void {
    this.dispatchEvent(Object.assign(new Event("message"), { data: message }));
  }

  get requests(): Extract<PageToWorker, { kind: "request" }>[] {
    return this.heard.filter((message) => message.kind === "request");
  }
}

const get = { method: "GET", path: "/2015-03-31/functions", headers: {} };
const empty = { status: 200, headers: {}, body: new Uint8Array() };

beforeEach(() => {
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("indexedDB", {});
  vi.stubGlobal("BroadcastChannel", FakeWorker);
  Object.defineProperty(navigator, "locks", { value: {}, configurable: true });
  sandbox.attach.mockClear();
  sandbox.close.mockClear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.head.innerHTML = "";
});

describe("the page's door to the cloud", () => {
  test("answers find their requests, in whatever order they come", async () => {
    const cloud = connectCloud();
    const [first, second] = [cloud.send(get), cloud.send({ ...get, path: "/second" })];
    const [one, two] = FakeWorker.last.requests;
    FakeWorker.last.say({ kind: "response", id: two!.id, response: { ...empty, status: 202 } });
    FakeWorker.last.say({ kind: "response", id: one!.id, response: { ...empty, status: 201 } });
    expect([(await first).status, (await second).status]).toEqual([201, 202]);
    expect(two!.request).toEqual({ ...get, path: "/second" });
  });

  test("an aborted request rejects at once, and its late answer is ignored", async () => {
    const cloud = connectCloud();
    const abort = new AbortController();
    const answer = cloud.send({ ...get, signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
    FakeWorker.last.say({ kind: "response", id: FakeWorker.last.requests[0]!.id, response: empty });
    await expect(cloud.send({ ...get, signal: abort.signal })).rejects.toThrow("enough");
    expect(FakeWorker.last.requests.length).toBe(1);
  });

  test("the status is the Worker's word, stands on the document, and a failure ends what is pending with its way out", async () => {
    const cloud = connectCloud();
    const seen: string[] = [];
    const stop = cloud.onStatus(({ phase }) => seen.push(phase));
    expect(document.documentElement.dataset["cloud"]).toBe("starting");
    FakeWorker.last.say({ kind: "status", status: { phase: "ready", role: "follower" } });
    const pending = cloud.send(get);
    FakeWorker.last.say({ kind: "status", status: { phase: "failed", problem: "full", message: "It is full.", wayOut: "Make room." } });
    await expect(pending).rejects.toThrow("It is full. Make room.");
    await expect(cloud.send(get)).rejects.toThrow("It is full. Make room.");
    expect(document.documentElement.dataset["cloud"]).toBe("failed");
    stop();
    cloud.recover("keep-nothing");
    expect(seen).toEqual(["ready", "failed"]);
    expect(FakeWorker.last.heard[0]).toEqual({ kind: "start", facts: { bridgeOffered: false, keepNothing: true } });
  });

  test("a Worker whose script does not load fails the cloud; one that has spoken survives a bug", () => {
    const cloud = connectCloud();
    FakeWorker.last.dispatchEvent(new Event("error"));
    expect(cloud.status()).toMatchObject({ phase: "failed", problem: "worker-failed" });
    cloud.recover("try-again");
    FakeWorker.last.say({ kind: "status", status: { phase: "ready", role: "leader" } });
    FakeWorker.last.dispatchEvent(new Event("error"));
    expect(cloud.status()).toEqual({ phase: "ready", role: "leader" });
  });

  test("the frames come when the Worker asks, and go when this tab leads no longer", () => {
    connectCloud();
    FakeWorker.last.say({ kind: "want-sandbox" });
    expect(sandbox.attach).toHaveBeenCalledOnce();
    expect(FakeWorker.last.heard.at(-1)).toMatchObject({ kind: "sandbox" });
    FakeWorker.last.say({ kind: "drop-sandbox" });
    expect(sandbox.close).toHaveBeenCalledOnce();
  });

  test("a page in a frame looks for no bridge: another site may have framed it", () => {
    document.head.innerHTML = '<meta name="lambdarium-bridge" content="offered">';
    vi.stubGlobal("top", {});
    connectCloud();
    expect(FakeWorker.last.heard[0]).toEqual({ kind: "start", facts: { bridgeOffered: false, keepNothing: false } });
  });

  test("what a page takes and what became of its account go between it and its Worker", () => {
    const cloud = connectCloud();
    let replaced = 0;
    cloud.onReplaced(() => replaced++);
    FakeWorker.last.say({ kind: "account-replaced" });
    cloud.takeTerminals();
    expect([replaced, FakeWorker.last.heard.at(-1)]).toEqual([1, { kind: "take-terminals" }]);
  });

  test("the bridge is looked for only where the server offered it; news reach their listeners", () => {
    document.head.innerHTML = '<meta name="lambdarium-bridge" content="offered">';
    const cloud = connectCloud();
    expect(FakeWorker.last.heard[0]).toEqual({ kind: "start", facts: { bridgeOffered: true, keepNothing: false } });
    const changes: string[] = [];
    cloud.onChange(({ scope, tables }) => changes.push(`${scope} ${tables.join()}`));
    FakeWorker.last.say({ kind: "change", change: { scope: "123456789012/us-east-1", tables: ["lambda.aliases"] } });
    FakeWorker.last.say({ kind: "bridge", standing: { connected: true, reached: true } });
    expect(changes).toEqual(["123456789012/us-east-1 lambda.aliases"]);
    expect(cloud.bridge()).toEqual({ connected: true, reached: true });
  });
});
