import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StoreFailure } from "#storage/store-failure.ts";
import { FakeBrowser, type FakeTab } from "#testing/fake-browser.ts";

const write = (name: string) => ({ method: "PUT", path: `/${name}`, headers: {} });

async function statusOf(promise: Promise<{ status: number }>): Promise<number> {
  return (await promise).status;
}

describe("tabs that share an account", () => {
  test("the first tab leads, the others follow and are answered through it", async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.open(), browser.open()];
    expect(await statusOf(first.leadership.send(write("a")))).toBe(200);
    expect(await statusOf(second.leadership.send(write("b")))).toBe(200);
    expect([...browser.disk.writes.keys()].sort()).toEqual(["/a", "/b"]);
    expect(first.status).toEqual({ phase: "ready", role: "leader" });
    expect(second.status).toEqual({ phase: "ready", role: "follower" });
  });

  test("a request sent before any tab leads is answered when one does", async () => {
    const browser = new FakeBrowser();
    const release = browser.holdLock();
    const tab = browser.open();
    const answer = tab.leadership.send(write("early"));
    release();
    expect(await statusOf(answer)).toBe(200);
  });

  test("when the leader's tab is closed the next one leads, and hears what was pending", async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await second.leadership.send(write("before"));
    browser.disk.pause();
    const pending = second.leadership.send(write("pending"));
    browser.kill(first);
    browser.disk.resume();
    expect(await statusOf(pending)).toBe(200);
    expect(second.status).toEqual({ phase: "ready", role: "leader" });
  });

  test("a write that was kept but not acknowledged is answered by the next leader, not made again", async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await second.leadership.send(write("before"));
    browser.disk.afterCommit = () => browser.kill(first);
    expect(await statusOf(second.leadership.send(write("once")))).toBe(200);
    expect(browser.disk.writes.get("/once")).toBe(1);
  });

  test("a leader that another one overtook gives no answer of its own, and follows", async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    await tab.leadership.send(write("before"));
    // As if the browser had given its lock away.
    browser.disk.term++;
    expect(await statusOf(tab.leadership.send(write("after")))).toBe(200);
    expect(browser.disk.writes.get("/after")).toBe(1);
    expect(tab.history).toEqual(["ready leader", "starting", "ready leader"]);
  });

  test("news of the leader reach the followers; a later follower learns at once whether the bridge is connected", async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await second.leadership.send(write("a"));
    first.leadership.announce({ kind: "change", change: { scope: "s", tables: ["lambda.functions"] } });
    await browser.settle();
    expect(second.news).toEqual([
      { kind: "bridge", standing: { connected: true, reached: true } },
      { kind: "change", change: { scope: "s", tables: ["lambda.functions"] } },
    ]);
    const third = browser.open();
    await browser.settle();
    expect(third.news).toEqual([{ kind: "bridge", standing: { connected: true, reached: true } }]);
    expect(first.news).toEqual([]);
  });

  test("after another tab deleted the account, each tab that is left says so, follows the new one, and gives it nothing that the old one began", async () => {
    const browser = new FakeBrowser();
    const [first, second, third] = [browser.open(), browser.open(), browser.open()];
    await third.leadership.send(write("a"));
    // So that the terms of the old account are higher than the first of the new one.
    browser.disk.term = 5;
    browser.disk.pause();
    const begun = third.leadership.send(write("begun"));
    await browser.settle();
    browser.disk.delete();
    first.lost(new StoreFailure("broken"));
    browser.disk.resume();
    await expect(begun).rejects.toThrow("Another tab deleted everything");
    expect(await statusOf(third.leadership.send(write("b")))).toBe(200);
    expect([...browser.disk.writes.keys()]).toEqual(["/b"]);
    for (const tab of [second, third]) expect(tab.news.filter(({ kind }) => kind === "account-replaced")).toHaveLength(1);
    expect(first.status).toMatchObject({ phase: "failed" });
    const fourth = browser.open();
    await browser.settle();
    expect(fourth.news.map(({ kind }) => kind)).toEqual(["bridge"]);
  });

  test("whichever tab takes the terminals, the leader does", async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await second.leadership.send(write("a"));
    second.leadership.takeTerminals();
    await browser.settle();
    first.leadership.takeTerminals();
    expect(browser.takers).toEqual([first, first]);
  });

  test("a tab whose storage cannot be opened says so, refuses requests, and leaves the lead to the next", async () => {
    const browser = new FakeBrowser();
    browser.disk.opening = new StoreFailure("newer-database");
    const first = browser.open();
    await browser.settle();
    browser.disk.opening = undefined;
    expect(first.status).toMatchObject({ phase: "failed", problem: "newer-database", wayOut: expect.stringContaining("Reload") as string });
    await expect(first.leadership.send(write("a"))).rejects.toThrow("newer version of Lambdarium");
    const second = browser.open();
    expect(await statusOf(second.leadership.send(write("b")))).toBe(200);
  });

  test("a browser that grants no locks is named as one that keeps nothing", async () => {
    const browser = new FakeBrowser();
    browser.lockRefusal = new DOMException("Access to the Locks API is denied in this context.", "SecurityError");
    const tab = browser.open();
    await browser.settle();
    expect(tab.status).toMatchObject({ phase: "failed", problem: "blocked", wayOut: expect.stringContaining("Allow site data") as string });
  });

  test("storage taken away while a tab leads fails what is pending there, and the next tab goes on", async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await second.leadership.send(write("a"));
    browser.disk.pause();
    const own = first.leadership.send(write("b"));
    const others = second.leadership.send(write("c"));
    first.lost(new StoreFailure("broken"));
    browser.disk.resume();
    await expect(own).rejects.toThrow("failed to read or write");
    expect(first.status).toMatchObject({ phase: "failed", problem: "broken" });
    expect(await statusOf(others)).toBe(200);
  });

  test("whichever tabs are killed and when, every acknowledged write is kept and none is made twice", async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant("write" as const), tab: fc.nat(9) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("turns" as const), count: fc.nat(12) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("kill" as const), tab: fc.nat(9) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("open" as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const browser = new FakeBrowser();
        const tabs: FakeTab[] = [browser.open(), browser.open(), browser.open()];
        const acknowledged: string[] = [];
        const waiting: { tab: FakeTab; answer: Promise<void> }[] = [];
        let writes = 0;
        for (const one of steps) {
          if (one.kind === "open") tabs.push(browser.open());
          else if (one.kind === "turns") await browser.turns(one.count);
          else if (one.kind === "kill") {
            if (tabs.length > 1) browser.kill(tabs.splice(one.tab % tabs.length, 1)[0]!);
          } else {
            const tab = tabs[one.tab % tabs.length]!;
            const name = `w${++writes}`;
            waiting.push({ tab, answer: tab.leadership.send(write(name)).then(({ status }) => void (status === 200 && acknowledged.push(`/${name}`))) });
          }
        }
        await Promise.all(waiting.filter(({ tab }) => tab.alive).map(({ answer }) => answer));
        for (const name of acknowledged) expect(browser.disk.writes.get(name)).toBe(1);
        for (const count of browser.disk.writes.values()) expect(count).toBe(1);
        expect(acknowledged.length).toBeGreaterThanOrEqual(waiting.filter(({ tab }) => tab.alive).length);
      }),
      { numRuns: 300 },
    );
  });
});
