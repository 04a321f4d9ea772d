/** Whether the simulator's memory stays bounded under load: page, sandboxed frame and IndexedDB after so many invocations. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as rest } from "node:timers/promises";
import { InvokeCommand, type LambdaClient, UpdateFunctionConfigurationCommand, waitUntilFunctionUpdatedV2 } from "@aws-sdk/client-lambda";
import type { Browser, CDPSession, Page } from "@playwright/test";
import { strToU8 } from "fflate";
import { cloudReady } from "../fixtures.ts";
import { terminalClient } from "../own-server.ts";
import { createFunction } from "./account.ts";

/** Sizes in MB. Of a process: what is its own alone, after its garbage was collected. */
export interface MemoryFigures {
  readonly invocations: number;
  /** The page's process: the console, the cloud's Worker, what IndexedDB holds in memory. */
  readonly page: number;
  /** What lives on the heap of the cloud's Worker, which is a part of the page's process. */
  readonly cloudHeap: number;
  /** The process of the sandboxed frame: with all execution environments, and at rest, once none is left. */
  readonly frame: number;
  readonly frameAtRest: number;
  /** What IndexedDB keeps on disk, by the browser's own estimate. */
  readonly indexedDb: number;
  /** Rows that IndexedDB keeps, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface MemoryRun {
  readonly total: number;
  /** Figures are taken each so many invocations. */
  readonly step: number;
  readonly onFigures: (figures: MemoryFigures) => void;
}

const IN_FLIGHT = 8;
/** Logs, fails now and then, and seldom ends its process: what each leaves behind must go. */
const JAVASCRIPT = `let served = 0;
export const handler = async ({ spinMs = 0, at = 1 }) => {
  for (const until = Date.now() + spinMs; Date.now() < until;);
  served += 1;
  console.log("order", at, "served", served, "x".repeat(60));
  console.log(JSON.stringify({ level: "info", at }));
  if (at % 500 === 0) process.exit(3);
  if (at % 50 === 0) throw new Error("every fiftieth fails");
  return { at, served };
};
`;
const PYTHON = `def handler(event, context):
    print("order", event["at"])
    return {"at": event["at"]}
`;

/** Invokes in a browser that was launched with {@link MEMORY_FLAGS}: 7 of 10 JavaScript, 2 Python, 1 asynchronous. */
export async function measureMemory(browser: Browser, site: string, run: MemoryRun): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site);
  await cloudReady(page);
  const client = terminalClient(new URL(site).origin, { maxAttempts: 1, maxSockets: IN_FLIGHT });
  await createFunction(client, "orders", "nodejs24.x", JAVASCRIPT, { Timeout: 10 });
  await createFunction(client, "snakes", "python3.14", PYTHON, { Timeout: 10 });
  const cdp = await browser.newBrowserCDPSession();
  const frame = await processOf(cdp, () => invoke(client, "orders", { spinMs: 1500 }));
  const workers = await attachWorkers(page);
  const figures = async (invocations: number): Promise<void> => {
    const busy = await measure(page, workers, cdp, frame);
    // A new configuration ends the environments of the old one.
    for (const FunctionName of ["orders", "snakes"]) {
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: `after ${invocations}` }));
      await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 30, minDelay: 1 }, { FunctionName });
    }
    for (let looks = 0; workersIn(frame) > 0 && looks < 100; looks += 1) await rest(100);
    run.onFigures({ invocations, ...busy, frameAtRest: ownMegabytes(frame) });
  };
  await figures(0);
  for (let done = 0; done < run.total; done += run.step) {
    let next = done;
    const work = async (): Promise<void> => {
      for (let at = ++next; at <= done + run.step; at = ++next) {
        if (at % 10 === 0) await invoke(client, "orders", { at }, "Event");
        else await invoke(client, at % 10 < 3 ? "snakes" : "orders", { at });
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    await figures(done + run.step);
  }
  await context.close();
}

/** With these garbage can be collected on demand, as with DevTools open. */
export const MEMORY_FLAGS: readonly string[] = ["--js-flags=--expose-gc"];

/** Throttles and failures are part of the load: what is looked for is what they leave behind. */
async function invoke(client: LambdaClient, FunctionName: string, event: object, InvocationType: "Event" | "RequestResponse" = "RequestResponse"): Promise<void> {
  await client.send(new InvokeCommand({ FunctionName, InvocationType, Payload: strToU8(JSON.stringify(event)) })).catch((error: Error) => {
    if (error.name !== "TooManyRequestsException") throw error;
  });
}

async function renderers(cdp: CDPSession): Promise<number[]> {
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** The renderer that is busy while a handler spins: no protocol tells which one a sandboxed frame lives in. */
async function processOf(cdp: CDPSession, spin: () => Promise<void>): Promise<number> {
  await spin();
  const before = new Map((await renderers(cdp)).map((pid) => [pid, processorTicks(pid)]));
  await spin();
  const spent = (pid: number): number => processorTicks(pid) - (before.get(pid) ?? 0);
  return (await renderers(cdp)).toSorted((left, right) => spent(right) - spent(left))[0]!;
}

/** Sends a command of the protocol to each of the page's Workers; what cannot be asked any more is left out. */
type AskWorkers = (method: string) => Promise<Record<string, number>[]>;

async function attachWorkers(page: Page): Promise<AskWorkers> {
  const cdp = await page.context().newCDPSession(page);
  const sessions = new Set<string>();
  const waiting = new Map<number, (result: Record<string, number> | undefined) => void>();
  cdp.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => targetInfo.type === "worker" && sessions.add(sessionId));
  cdp.on("Target.detachedFromTarget", ({ sessionId }) => sessions.delete(sessionId));
  cdp.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: Record<string, number> };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let lastId = 0;
  return async (method) => {
    const asked = [...sessions].map(async (sessionId) => {
      const id = ++lastId;
      const answer = new Promise<Record<string, number> | undefined>((resolve) => waiting.set(id, resolve));
      await cdp.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
      return answer;
    });
    return (await Promise.all(asked)).filter((result) => result !== undefined);
  };
}

async function measure(page: Page, askWorkers: AskWorkers, cdp: CDPSession, frame: number): Promise<Omit<MemoryFigures, "invocations" | "frameAtRest">> {
  await page.evaluate(() => (globalThis as { gc?: () => void }).gc?.());
  await askWorkers("HeapProfiler.collectGarbage");
  const heaps = (await askWorkers("Runtime.getHeapUsage")).map(({ usedSize = 0 }) => usedSize);
  const others = (await renderers(cdp)).filter((pid) => pid !== frame).map(ownMegabytes);
  const { bytes, rows } = await page.evaluate(kept);
  return { page: Math.max(...others), cloudHeap: Math.max(0, ...heaps) / 2 ** 20, frame: ownMegabytes(frame), indexedDb: bytes / 2 ** 20, rows };
}

/** Runs in the page. */
async function kept(): Promise<{ bytes: number; rows: Record<string, number> }> {
  const { usageDetails, usage } = (await navigator.storage.estimate()) as StorageEstimate & { usageDetails?: Record<string, number> };
  const rows: Record<string, number> = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name!);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAllKeys();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const key of keys) {
        const table = Array.isArray(key) ? `${store} ${key[1] as string}` : store;
        rows[table] = (rows[table] ?? 0) + 1;
      }
    }
    database.close();
  }
  return { bytes: usageDetails?.["indexedDB"] ?? usage ?? 0, rows };
}

/** What belongs to a process alone, in MB. Linux only, as the browser tests are. */
function ownMegabytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)].map((match) => Number(match[1]));
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Threads of a process that run a Worker. */
function workersIn(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).filter((thread) => readFileSync(`/proc/${pid}/task/${thread}/comm`, "utf8").startsWith("DedicatedWorker")).length;
}

function processorTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /u, "").split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
