/**
 * What every store must do, whatever keeps it. A test file calls {@link storeContract} with a way to open the same
 * place again and again; each `open` is a new leader.
 */
import type { Change } from "#services/tables.ts";
import type { Commit, StoredRow, StoreError } from "#control-plane/ports.ts";
import { KEPT_REPLIES, type ClosableStore, type StoreOptions } from "./closable-store.ts";

/** The few words of a test runner that the suite needs; vitest's own fit. */
export interface ContractRunner {
  readonly test: (name: string, run: () => Promise<void>) => void;
  readonly expect: (value: unknown) => {
    toEqual(expected: unknown): void;
    toBe(expected: unknown): void;
    toBeUndefined(): void;
    toBeLessThanOrEqual(expected: number): void;
  };
}

/** A place that keeps an account; `open` begins a new epoch in it. */
export interface ContractPlace {
  open(options?: StoreOptions): Promise<ClosableStore>;
}

const SCOPE = "123456789012/us-east-1";

/** A version counter is the smallest record there is. */
export function counter(key: string, last: number): Change {
  return { table: "lambda.version-counters", key, value: { last } };
}

function commitOf(...changes: Change[]): Commit {
  return { scope: SCOPE, changes };
}

/** Rows as `table key last`, sorted, so that the order of a store does not count. */
export function rowsAsText(rows: readonly StoredRow[]): string[] {
  return rows.map(({ scope, table, key, value }) => `${scope} ${table} ${key} ${JSON.stringify(value)}`).sort();
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "none",
    (error: StoreError) => error.problem,
  );
}

export function storeContract({ test, expect }: ContractRunner, place: () => Promise<ContractPlace>): void {
  const kept = async (at: ContractPlace): Promise<string[]> => rowsAsText((await (await at.open()).load()).rows);

  test("an empty place has no rows and no settings", async () => {
    const store = await (await place()).open();
    expect(await store.load()).toEqual({ rows: [], settings: {} });
  });

  test("what was committed is there for the next leader, and the last value of a key wins", async () => {
    const at = await place();
    const store = await at.open();
    await store.commit(commitOf(counter("a", 1), counter("b", 1)));
    await store.commit(commitOf(counter("a", 2)));
    expect(await kept(at)).toEqual([`${SCOPE} lambda.version-counters a {"last":2}`, `${SCOPE} lambda.version-counters b {"last":1}`]);
  });

  test("a change to null removes the row, and one scope does not touch another", async () => {
    const at = await place();
    const store = await at.open();
    await store.commit(commitOf(counter("a", 1)));
    await store.commit({ scope: "210987654321/eu-west-1", changes: [counter("a", 7)] });
    await store.commit(commitOf({ table: "lambda.version-counters", key: "a", value: null }));
    expect(await kept(at)).toEqual([`210987654321/eu-west-1 lambda.version-counters a {"last":7}`]);
  });

  test("a commit with a value that cannot be kept changes nothing", async () => {
    const at = await place();
    const store = await at.open();
    const bad = { table: "lambda.version-counters", key: "b", value: { last: () => 1 } } as unknown as Change;
    expect((await problemOf(store.commit(commitOf(counter("a", 1), bad)))) === "none").toBe(false);
    expect(await kept(at)).toEqual([]);
  });

  test("a leader that another one followed is refused, and its change is not made", async () => {
    const at = await place();
    const older = await at.open();
    const newer = await at.open();
    expect(await problemOf(older.commit(commitOf(counter("a", 1))))).toBe("lost-leadership");
    expect(await problemOf(older.saveSettings({ pendingMs: 1 }))).toBe("lost-leadership");
    expect(await problemOf(older.reset())).toBe("lost-leadership");
    await newer.commit(commitOf(counter("b", 1)));
    expect(await kept(at)).toEqual([`${SCOPE} lambda.version-counters b {"last":1}`]);
  });

  test("queued commits of a leader that another one followed are dropped and reported", async () => {
    const at = await place();
    const problems: string[] = [];
    const older = await at.open({ onProblem: ({ problem }) => problems.push(problem) });
    older.commitSoon(commitOf(counter("a", 1)));
    const newer = await at.open();
    await older.close();
    expect(problems).toEqual(["lost-leadership"]);
    expect((await newer.load()).rows).toEqual([]);
  });

  test("a queued commit is kept when its time comes, without any other", async () => {
    const at = await place();
    const timers: (() => void)[] = [];
    const store = await at.open({ later: (run) => (timers.push(run), () => undefined) });
    store.commitSoon(commitOf(counter("a", 1)));
    store.commitSoon(commitOf(counter("a", 2)));
    expect(timers.length).toBe(1);
    timers[0]!();
    // Reads begun after a write see it.
    expect(rowsAsText((await store.load()).rows)).toEqual([`${SCOPE} lambda.version-counters a {"last":2}`]);
  });

  test("queued commits are kept in order, and never overtaken by a later commit", async () => {
    const at = await place();
    const store = await at.open({ later: () => () => undefined });
    store.commitSoon(commitOf(counter("a", 1)));
    store.commitSoon(commitOf(counter("a", 2), counter("b", 2)));
    await store.commit(commitOf({ table: "lambda.version-counters", key: "b", value: null }));
    expect(await kept(at)).toEqual([`${SCOPE} lambda.version-counters a {"last":2}`]);
  });

  test("a reply is found by its request id, by the next leader too", async () => {
    const at = await place();
    const store = await at.open();
    await store.commit({ ...commitOf(counter("a", 1)), reply: { requestId: "r1", value: { output: { Name: "a" } } } });
    expect(await store.reply("r1")).toEqual({ value: { output: { Name: "a" } } });
    expect(await (await at.open()).reply("r1")).toEqual({ value: { output: { Name: "a" } } });
    expect(await store.reply("r2")).toBeUndefined();
  });

  test("old replies are dropped, recent ones are not", async () => {
    const at = await place();
    const store = await at.open();
    const total = KEPT_REPLIES + 200;
    for (let n = 0; n < total; n++) store.commitSoon({ scope: SCOPE, changes: [], reply: { requestId: `r${n}`, value: n } });
    await store.close();
    const next = await at.open();
    const found = (await Promise.all(Array.from({ length: total }, (_, n) => next.reply(`r${n}`)))).map((reply) => reply?.value);
    expect(found.filter((value) => value !== undefined).length).toBeLessThanOrEqual(KEPT_REPLIES + 64);
    expect(found.slice(-KEPT_REPLIES)).toEqual(Array.from({ length: KEPT_REPLIES }, (_, n) => total - KEPT_REPLIES + n));
    expect(found[0]).toBeUndefined();
  });

  test("code is kept by its hash until it is forgotten; one commit may do both for different packages", async () => {
    const at = await place();
    const store = await at.open();
    await store.commit({ ...commitOf(), code: new Map([["one", new Uint8Array([1, 2, 3])]]) });
    await store.commit({ ...commitOf(), code: new Map([["two", new Uint8Array([4])]]), forgetCode: ["one"] });
    const next = await at.open();
    expect(await next.code("one")).toBeUndefined();
    expect([...((await next.code("two")) ?? [])]).toEqual([4]);
  });

  test("settings are kept apart from rows, and a reset forgets all but the settings", async () => {
    const at = await place();
    const store = await at.open({ later: () => () => undefined });
    await store.saveSettings({ pendingMs: 0, handlerNetwork: true });
    await store.commit({ ...commitOf(counter("a", 1)), code: new Map([["one", new Uint8Array([1])]]), reply: { requestId: "r1", value: 1 } });
    store.commitSoon(commitOf(counter("late", 1)));
    await store.reset();
    await store.close();
    const next = await at.open();
    expect(await next.load()).toEqual({ rows: [], settings: { pendingMs: 0, handlerNetwork: true } });
    expect(await next.code("one")).toBeUndefined();
    expect(await next.reply("r1")).toBeUndefined();
  });

  test("a row of a table that only another build knows is kept through commits and openings, until a reset", async () => {
    const at = await place();
    const store = await at.open();
    const foreign = { table: "lambda.tables-of-tomorrow", key: "a", value: { last: 1 } } as unknown as Change;
    await store.commit(commitOf(foreign, counter("a", 1)));
    await store.commit(commitOf({ table: "lambda.version-counters", key: "a", value: null }));
    const next = await at.open();
    expect(rowsAsText((await next.load()).rows)).toEqual([`${SCOPE} lambda.tables-of-tomorrow a {"last":1}`]);
    await next.reset();
    expect(await kept(at)).toEqual([]);
  });

  test("what is read out can be changed without changing what is kept", async () => {
    const at = await place();
    const store = await at.open();
    const value = { last: 1 };
    await store.commit(commitOf({ table: "lambda.version-counters", key: "a", value }));
    value.last = 9;
    ((await store.load()).rows[0]!.value as { last: number }).last = 8;
    expect(await kept(at)).toEqual([`${SCOPE} lambda.version-counters a {"last":1}`]);
  });
}
