import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FunctionListFollower, withChanges } from "./function-list.ts";

const KEY = ["scope", "lambda", "ListFunctions"];
const configuration = (FunctionName: string, Description: string): FunctionConfiguration => ({ FunctionName, Description });

/** An account of functions (name → description), its list on screen, and what was read of it. */
class Screen {
  readonly account = new Map<string, string>();
  readonly queries = new QueryClient();
  readonly reads: string[] = [];
  readonly pauses: (() => void)[] = [];
  lists = 0;
  readonly follower = new FunctionListFollower({
    queries: this.queries,
    scope: "scope",
    read: (name) => {
      this.reads.push(name);
      return Promise.resolve(this.account.has(name) ? configuration(name, this.account.get(name)!) : null);
    },
    pause: () => new Promise((resolve) => this.pauses.push(resolve)),
  });
  #close: (() => void) | undefined;

  async open(): Promise<void> {
    const observer = new QueryObserver(this.queries, {
      queryKey: KEY,
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () => {
        this.lists++;
        return Promise.resolve(this.inAccount());
      },
    });
    this.#close = observer.subscribe(() => undefined);
    await vi.waitUntil(() => this.shown() !== undefined);
  }

  close(): void {
    this.#close?.();
  }

  inAccount(): FunctionConfiguration[] {
    return [...this.account].map(([name, description]) => configuration(name, description)).toSorted((a, b) => (a.FunctionName! < b.FunctionName! ? -1 : 1));
  }

  shown(): FunctionConfiguration[] | undefined {
    return this.queries.getQueryData(KEY);
  }
}

let screen: Screen;
beforeEach(() => (screen = new Screen()));
afterEach(() => screen.queries.clear());

describe("the list of all functions", () => {
  it("reads what a commit changed and nothing else, however many functions there are", async () => {
    for (let n = 0; n < 2000; n++) screen.account.set(`f-${n}`, "");
    await screen.open();
    screen.account.set("f-7", "changed");
    screen.account.set("a-new", "");
    screen.account.delete("f-9");
    void screen.follower.follow(["f-7", "a-new", "f-9"]);
    await vi.waitFor(() => expect(screen.shown()).toEqual(screen.inAccount()));
    expect(screen.reads).toEqual(["f-7", "a-new", "f-9"]);
    expect(screen.lists).toBe(1);
  });

  it("gathers what changes while it pauses, and reads each function once", async () => {
    screen.account.set("one", "0");
    await screen.open();
    void screen.follower.follow(["one"]);
    await vi.waitFor(() => expect(screen.pauses).toHaveLength(1));
    for (let n = 1; n <= 5; n++) {
      screen.account.set("one", String(n));
      void screen.follower.follow(["one"]);
    }
    screen.pauses[0]!();
    await vi.waitFor(() => expect(screen.shown()).toEqual([configuration("one", "5")]));
    expect(screen.reads).toEqual(["one", "one"]);
  });

  it("is read anew after a change that names no functions, and after very many", async () => {
    await screen.open();
    screen.account.set("one", "");
    await screen.follower.follow(undefined);
    expect([screen.lists, screen.shown()]).toEqual([2, screen.inAccount()]);
    const many = Array.from({ length: 600 }, (_, n) => `f-${n}`);
    for (const name of many) screen.account.set(name, "");
    await screen.follower.follow(many);
    expect([screen.lists, screen.reads, screen.shown()]).toEqual([3, [], screen.inAccount()]);
  });

  it("that is not on screen is read anew when it is opened again, and not before", async () => {
    await screen.open();
    screen.close();
    screen.account.set("one", "");
    await screen.follower.follow(["one"]);
    expect([screen.lists, screen.reads]).toEqual([1, []]);
    await screen.open();
    await vi.waitFor(() => expect(screen.shown()).toEqual(screen.inAccount()));
  });

  it("stays in the order of names, whatever changes", () => {
    const name = fc.constantFrom("a", "b", "C", "d-1", "d-10", "d-2", "_");
    const listed = fc.uniqueArray(name).map((names) => names.toSorted((a, b) => (a < b ? -1 : 1)).map((one) => configuration(one, "old")));
    fc.assert(
      fc.property(listed, fc.dictionary(name, fc.boolean()), (list, changes) => {
        const made = new Map(Object.entries(changes).map(([one, is]) => [one, is ? configuration(one, "new") : null]));
        const expected = new Map(list.map((one) => [one.FunctionName!, one]));
        for (const [one, is] of made) if (is) expected.set(one, is); else expected.delete(one);
        expect(withChanges(list, made)).toEqual([...expected.values()].toSorted((a, b) => (a.FunctionName! < b.FunctionName! ? -1 : 1)));
      }),
    );
  });
});
