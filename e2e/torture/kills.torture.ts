import { CreateAliasCommand, type LambdaClient, paginateListAliases, PublishVersionCommand, UpdateFunctionConfigurationCommand, GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { BrowserContext, Page } from "@playwright/test";
import { percentile } from "../bench/report.ts";
import { cloudReady, expect } from "../fixtures.ts";
import { terminalConfig, test } from "../own-server.ts";
import { createFunction, numberFrom, printFigures } from "./account.ts";

const KILLS = numberFrom("LAMBDARIUM_KILLS", 3);
const TABS = 3;
/** Each kind of write must be acknowledged so often between two kills. */
const WRITES_BETWEEN = 4;
/** A write that has no answer after so long hangs: the cloud's own longest wait for another tab is far below. */
const HANG_MS = 60_000;

/** Writes without end, one after the other, and remembers which were acknowledged. */
class Writer {
  readonly acknowledged: number[] = [];
  refused = 0;
  hung = 0;
  /** When the first write that was begun since the last kill was acknowledged; ms of `performance.now()`. */
  servedAt: number | undefined;
  readonly #write: (at: number, abortSignal: AbortSignal) => Promise<unknown>;
  #killedAt = 0;
  #sinceKill = 0;
  #stopped = false;
  readonly #ended: Promise<void>;

  constructor(write: (at: number, abortSignal: AbortSignal) => Promise<unknown>) {
    this.#write = write;
    this.#ended = this.#go();
  }

  get ready(): boolean {
    return this.#sinceKill >= WRITES_BETWEEN;
  }

  killed(): void {
    this.#killedAt = performance.now();
    this.#sinceKill = 0;
    this.servedAt = undefined;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ended;
  }

  async #go(): Promise<void> {
    for (let at = 0; !this.#stopped; at += 1) {
      const begun = performance.now();
      const limit = AbortSignal.timeout(HANG_MS);
      try {
        await this.#write(at, limit);
        this.acknowledged.push(at);
        this.#sinceKill += 1;
        if (begun > this.#killedAt) this.servedAt ??= performance.now();
      } catch {
        if (limit.aborted) this.hung += 1;
        else this.refused += 1;
      }
    }
  }
}

async function openTab(context: BrowserContext, address: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(address);
  await cloudReady(tab);
  return tab;
}

/** Ends a tab as a crash does, or as a closed window does; no code of the page runs any more either way. */
async function kill(tab: Page, crash: boolean): Promise<void> {
  if (crash) {
    const crashed = tab.waitForEvent("crash");
    const cdp = await tab.context().newCDPSession(tab);
    // It is not answered: who should answer is gone.
    void cdp.send("Page.crash").catch(() => undefined);
    await crashed;
  }
  await tab.close({ runBeforeUnload: false });
}

async function aliasesOf(terminal: LambdaClient): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const page of paginateListAliases({ client: terminal }, { FunctionName: "burst" })) for (const { Name } of page.Aliases ?? []) names.add(Name!);
  return names;
}

const body = (at: number): string => `object ${at} `.repeat(200);

test(`${KILLS} times the leading tab is killed during a burst of writes, and every acknowledged one is found`, async ({ context, server }) => {
  const tabs: Page[] = [];
  while (tabs.length < TABS) tabs.push(await openTab(context, server.address));
  const client = server.client({ maxAttempts: 1 });
  const terminal = server.client({ maxAttempts: 8 });
  const objects = new S3Client({ ...terminalConfig(server.address), forcePathStyle: true, maxAttempts: 8 });
  const once = new S3Client({ ...terminalConfig(server.address), forcePathStyle: true, maxAttempts: 1 });
  await createFunction(terminal, "burst", "nodejs24.x", "export const handler = async () => 1;");
  await createFunction(terminal, "updated", "nodejs24.x", "export const handler = async () => 1;");
  await terminal.send(new PublishVersionCommand({ FunctionName: "burst" }));
  await objects.send(new CreateBucketCommand({ Bucket: "kept-objects" }));

  const aliases = new Writer((at, abortSignal) => client.send(new CreateAliasCommand({ FunctionName: "burst", FunctionVersion: "1", Name: `a${at}` }), { abortSignal }));
  const updates = new Writer((at, abortSignal) => client.send(new UpdateFunctionConfigurationCommand({ FunctionName: "updated", Description: String(at) }), { abortSignal }));
  const uploads = new Writer((at, abortSignal) => once.send(new PutObjectCommand({ Bucket: "kept-objects", Key: `o${at}`, Body: body(at) }), { abortSignal }));
  const writers = [aliases, updates, uploads];

  const failovers: number[] = [];
  for (let count = 0; count < KILLS; count += 1) {
    await expect.poll(() => writers.every(({ ready }) => ready), { message: "writes between two kills", timeout: 90_000 }).toBe(true);
    const leading = tabs.shift()!;
    const begun = performance.now();
    await kill(leading, count % 2 === 1);
    for (const writer of writers) writer.killed();
    await expect.poll(() => writers.every(({ servedAt }) => servedAt !== undefined), { message: "writes after a kill", timeout: 90_000, intervals: [20] }).toBe(true);
    failovers.push(Math.min(...writers.map(({ servedAt }) => servedAt!)) - begun);
    tabs.push(await openTab(context, server.address));
  }
  await Promise.all(writers.map((writer) => writer.stop()));
  // What is asked now was stored, not remembered: the tab is a new one, and alone.
  await Promise.all(tabs.map((tab) => tab.close({ runBeforeUnload: false })));
  await openTab(context, server.address);

  const lost: string[] = [];
  const names = await aliasesOf(terminal);
  lost.push(...aliases.acknowledged.map((at) => `a${at}`).filter((name) => !names.has(name)).map((name) => `alias ${name}`));
  const { Description } = await terminal.send(new GetFunctionConfigurationCommand({ FunctionName: "updated" }));
  // A later one may have come to be although its answer was lost.
  if (!(Number(Description) >= updates.acknowledged.at(-1)!)) lost.push(`update ${updates.acknowledged.at(-1)} (there is ${Description})`);
  const unread = [...uploads.acknowledged];
  const read = async (): Promise<void> => {
    for (let at = unread.pop(); at !== undefined; at = unread.pop()) {
      const found = await objects.send(new GetObjectCommand({ Bucket: "kept-objects", Key: `o${at}` })).then((answer) => answer.Body!.transformToString(), String);
      if (found !== body(at)) lost.push(`object o${at}: ${found.slice(0, 100)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, read));

  const sum = (of: (writer: Writer) => number): number => writers.reduce((total, writer) => total + of(writer), 0);
  printFigures("kills", {
    kills: KILLS, "acknowledged writes": sum(({ acknowledged }) => acknowledged.length), lost: lost.length, "refused meanwhile": sum(({ refused }) => refused), "without an answer": sum(({ hung }) => hung),
    "failover ms p50": Math.round(percentile(failovers, 0.5)), max: Math.round(Math.max(...failovers)),
  });
  expect(lost).toEqual([]);
  expect(sum(({ hung }) => hung), "writes that had no answer").toBe(0);
});
