import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BridgeOnPort, type TestTab } from "#testing/bridge-on-port.ts";

let bridge: BridgeOnPort;
beforeEach(async () => {
  bridge = await BridgeOnPort.start();
});
afterEach(() => bridge.stop());

const answering = (text: string) => async () => ({ status: 200, headers: {}, body: new TextEncoder().encode(text) });
const never = () => new Promise<never>(() => undefined);
const open = (account: string, text = account): Promise<TestTab> => bridge.openTab(answering(text), { account });
const ask = async (): Promise<string> => (await bridge.ask("/2015-03-31/functions")).body.toString();
const reached = (tab: TestTab): boolean[] => tab.told.filter(({ connected }) => connected).map((standing) => standing.reached);

describe("browsers with accounts of their own at one server", () => {
  test("terminals stay with the first that connected, and both pages know it", async () => {
    const [first, second] = [await open("first"), await open("second")];
    expect([await ask(), await ask()]).toEqual(["first", "first"]);
    expect([reached(first), reached(second)]).toEqual([[true], [false]]);
  });

  test("a page takes the terminals, and both learn it; when it goes, the earlier one is reached again", async () => {
    const [first, second] = [await open("first"), await open("second")];
    second.take();
    await expect.poll(() => reached(first).length === 2).toBe(true);
    expect([await ask(), reached(first), reached(second)]).toEqual(["second", [true, false], [false, true]]);
    second.close();
    // What it was asked before the server knew that it goes stays its own; the next request goes to the one that is still there.
    await expect.poll(ask, { timeout: 14_000 }).toBe("first");
    expect(reached(first)).toEqual([true, false, true]);
  }, 20_000);

  test("a reload keeps the terminals: what is asked meanwhile waits for the same account", async () => {
    const first = await open("first", "before");
    await open("second");
    first.close();
    const answer = ask();
    await open("first", "after");
    expect(await answer).toBe("after");
  });

  test("a change of leader within one account is no change to terminals, nor does it end when the new one closes before the old", async () => {
    const other = await open("second-account");
    other.take();
    const leader = await open("one", "old tab");
    leader.take();
    await expect.poll(() => reached(other).at(-1) === false).toBe(true);
    const next = await open("one", "new tab");
    expect(await ask()).toBe("new tab");
    next.close();
    await expect.poll(async () => (await ask()) === "old tab").toBe(true);
    expect(reached(other)).toEqual([true, false]);
  });

  test("what one account may have begun is not given to another, neither when that one is taken nor when the first is gone", async () => {
    let begun: () => void;
    const heard = new Promise<void>((resolve) => (begun = resolve));
    const first = await bridge.openTab(() => (begun(), never()), { account: "first" });
    const asked: string[] = [];
    const second = await bridge.openTab(async (message) => (asked.push(message.path), answering("second")()), { account: "second" });
    const pending = bridge.ask("/2015-03-31/functions/begun");
    await heard;
    second.take();
    first.close();
    expect((await bridge.ask("/2015-03-31/functions/later")).body.toString()).toBe("second");
    expect((await pending).status).toBe(424);
    expect(asked).toEqual(["/2015-03-31/functions/later"]);
  }, 15_000);

  test("a request that the taken account has begun is still answered by it", async () => {
    let answer: (text: string) => void;
    let begun: () => void;
    const heard = new Promise<void>((resolve) => (begun = resolve));
    await bridge.openTab(() => (begun(), new Promise((resolve) => (answer = (text) => void answering(text)().then(resolve)))), { account: "first" });
    const second = await open("second");
    const pending = ask();
    await heard;
    second.take();
    await expect.poll(() => reached(second).at(-1) === true).toBe(true);
    answer!("from the first");
    expect(await pending).toBe("from the first");
    expect(await ask()).toBe("second");
  });
});
