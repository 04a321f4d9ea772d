import { Leadership, type Channel, type LedAccount } from "#cloud/leadership.ts";
import type { CloudStatus, News, WireRequest, WireResponse } from "#cloud/protocol.ts";
import type { StoreError } from "#control-plane/ports.ts";
import { StoreFailure, storeFailure } from "#storage/store-failure.ts";

/** What all tabs share: a fenced store with kept replies, cut down to names that are written, and how often. */
class FakeDisk {
  term = 0;
  account = "account-1";
  readonly writes = new Map<string, number>();
  readonly replies = new Set<string>();
  /** The store cannot be opened, and why. */
  opening: StoreFailure | undefined;
  /** Runs once, right after the next write was kept and before its answer is out. */
  afterCommit: (() => void) | undefined;
  #paused: Promise<void> | undefined;
  #resume: () => void = () => undefined;

  /** Another tab deletes the database: the next one to open it finds an empty one. */
  delete(): void {
    this.term = 0;
    this.account = `account-${Number(this.account.slice("account-".length)) + 1}`;
    this.writes.clear();
    this.replies.clear();
  }

  pause(): void {
    this.#paused = new Promise((resolve) => (this.#resume = resolve));
  }

  resume(): void {
    this.#paused = undefined;
    this.#resume();
  }

  get ready(): Promise<void> {
    return this.#paused ?? turn();
  }
}

/** One tab: its part in the leadership, and what it was told. */
export interface FakeTab {
  readonly leadership: Leadership;
  readonly news: News[];
  readonly history: string[];
  status: CloudStatus;
  alive: boolean;
  /** The storage goes away under this tab's feet. */
  lost: (problem: StoreError) => void;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Tabs with a lock, channels and a disk in common. A tab that is killed says and does nothing more, from one instant on. */
export class FakeBrowser {
  readonly disk = new FakeDisk();
  /** Tabs that were told, while they led, that terminals shall reach their account. */
  readonly takers: FakeTab[] = [];
  /** The browser grants no locks, and says so. */
  lockRefusal: DOMException | undefined;
  readonly #channels = new Map<string, Set<{ tab: FakeTab; channel: Channel }>>();
  #holder: object | undefined;
  #waiting: { owner: object; begin: () => void }[] = [];
  #ids = 0;

  open(): FakeTab {
    const tab: FakeTab = { leadership: undefined as never, news: [], history: [], status: { phase: "starting" }, alive: true, lost: () => undefined };
    const leadership = new Leadership({
      locks: { request: (_name: string, work: () => Promise<unknown>) => this.#lock(tab, work) } as never,
      channel: (name) => this.#channel(tab, name),
      newId: () => `id-${++this.#ids}`,
      group: "test",
      lead: async (lost) => this.#lead(tab, lost),
      nameFailure: (error) => storeFailure(error, true),
      onStatus: (status) => {
        tab.status = status;
        tab.history.push("role" in status ? `${status.phase} ${status.role}` : status.phase);
      },
      onNews: (news) => tab.news.push(news),
    });
    Object.assign(tab, { leadership });
    void leadership.run();
    return tab;
  }

  /** Ends a tab at once: its lock is free, nothing it still does has an effect. */
  kill(tab: FakeTab): void {
    tab.alive = false;
    for (const members of this.#channels.values()) for (const member of members) if (member.tab === tab) members.delete(member);
    this.#waiting = this.#waiting.filter(({ owner }) => owner !== tab);
    if (this.#holder === tab) this.#release();
  }

  /** Takes the lock as a tab would that does nothing; returns the way to give it back. */
  holdLock(): () => void {
    const owner = {};
    this.#holder = owner;
    return () => this.#release();
  }

  async turns(count: number): Promise<void> {
    for (let n = 0; n < count; n++) await turn();
  }

  settle(): Promise<void> {
    return this.turns(30);
  }

  #lead(tab: FakeTab, lost: (problem: StoreError) => void): LedAccount {
    if (this.disk.opening) throw this.disk.opening;
    const term = ++this.disk.term;
    tab.lost = lost;
    return {
      term,
      id: this.disk.account,
      bridge: () => ({ connected: true, reached: true }),
      takeTerminals: () => void this.takers.push(tab),
      stop: async () => undefined,
      answer: (request, requestId) => this.#answer(tab, term, lost, request, requestId),
    };
  }

  async #answer(tab: FakeTab, term: number, lost: (problem: StoreError) => void, request: WireRequest, requestId: string): Promise<WireResponse> {
    const answer = (status: number): WireResponse => ({ status, headers: {}, body: new Uint8Array() });
    await this.disk.ready;
    if (!tab.alive) return new Promise(() => undefined);
    if (this.disk.replies.has(requestId)) return answer(200);
    if (term !== this.disk.term) {
      lost(new StoreFailure("lost-leadership"));
      return answer(500);
    }
    this.disk.replies.add(requestId);
    this.disk.writes.set(request.path, (this.disk.writes.get(request.path) ?? 0) + 1);
    const { afterCommit } = this.disk;
    this.disk.afterCommit = undefined;
    afterCommit?.();
    await turn();
    return tab.alive ? answer(200) : new Promise(() => undefined);
  }

  async #lock(owner: FakeTab, work: () => Promise<unknown>): Promise<unknown> {
    await new Promise<void>((resolve) => {
      if (this.lockRefusal) throw this.lockRefusal;
      this.#waiting.push({ owner, begin: resolve });
      if (!this.#holder) this.#release();
    });
    const result = await work();
    if (this.#holder === owner) this.#release();
    return result;
  }

  #release(): void {
    const next = this.#waiting.shift();
    this.#holder = next?.owner;
    next?.begin();
  }

  #channel(tab: FakeTab, name: string): Channel {
    const members = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, members);
    const channel: Channel = {
      onmessage: null,
      close: () => undefined,
      postMessage: (message) => {
        if (!tab.alive) return;
        const copy: unknown = structuredClone(message);
        // Heard by who listens when it arrives, as the browser does it.
        setImmediate(() => {
          for (const member of members) if (member.channel !== channel) member.channel.onmessage?.({ data: copy } as MessageEvent);
        });
      },
    };
    members.add({ tab, channel });
    return channel;
  }
}
