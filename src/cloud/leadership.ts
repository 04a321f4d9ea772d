import type { StoreError } from "#control-plane/ports.ts";
import type { BridgeStanding, CloudStatus, LeaderNews, News, ToFollower, ToLeader, WireRequest, WireResponse } from "./protocol.ts";

/** What the leading tab runs. */
export interface LedAccount {
  /** The number of this leader among all there were; each is greater than the one before. */
  readonly term: number;
  /** The name of what is kept: another one after it was deleted. */
  readonly id: string;
  /** Never rejects. */
  answer(request: WireRequest, requestId: string): Promise<WireResponse>;
  bridge(): BridgeStanding;
  takeTerminals(): void;
  stop(): Promise<void>;
}

/** A BroadcastChannel, as far as it is used here. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

export interface LeadershipOptions {
  readonly locks: Pick<LockManager, "request">;
  readonly channel: (name: string) => Channel;
  readonly newId: () => string;
  /** Tabs of one group share an account: the same stored shape, the same database. */
  readonly group: string;
  /** Opens the account; called with the lock held. `lost`: the storage failed or another leader has begun. */
  readonly lead: (lost: (problem: StoreError) => void) => Promise<LedAccount>;
  /** What a failure of the browser means to the learner. */
  readonly nameFailure: (error: unknown) => StoreError;
  readonly onStatus: (status: CloudStatus) => void;
  /** News of another tab's leader. The own leader's news do not come this way. */
  readonly onNews: (news: News) => void;
}

interface Pending {
  readonly requestId: string;
  readonly request: WireRequest;
  /** The term of the leader that was asked last; 0: none yet. */
  askedTerm: number;
  readonly resolve: (response: WireResponse) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One tab's part in the cloud that all tabs share. The holder of an exclusive lock leads and answers; the others
 * send it their requests. When a leader goes, the browser gives the lock to the next tab, and everyone sends again
 * what was not answered, under the same request id: what was committed is answered from its kept reply.
 */
export class Leadership {
  readonly #options: LeadershipOptions;
  readonly #tab: string;
  readonly #pending = new Map<string, Pending>();
  readonly #toLeader: Channel;
  readonly #news: Channel;
  readonly #own: Channel;
  readonly #followers = new Map<string, Channel>();
  #term = 0;
  #account: LedAccount | undefined;
  /** The name of the account that this tab shows, its own or another tab's. */
  #shown: string | undefined;
  #failed: string | undefined;

  constructor(options: LeadershipOptions) {
    this.#options = options;
    this.#tab = options.newId();
    this.#toLeader = options.channel(`${options.group} leader`);
    this.#news = options.channel(`${options.group} news`);
    this.#own = options.channel(this.#tabChannel(this.#tab));
  }

  /** Joins the other tabs; never rejects, and does not resolve while this tab may still lead. */
  async run(): Promise<void> {
    this.#news.onmessage = ({ data }) => this.#hearNews(data as LeaderNews);
    this.#own.onmessage = ({ data }) => this.#hearAnswer(data as ToFollower);
    this.#post(this.#toLeader, { kind: "hello" });
    try {
      while (await this.#options.locks.request(`${this.#options.group} leader`, () => this.#leadUntilLost())) {
        this.#options.onStatus({ phase: "starting" });
        this.#post(this.#toLeader, { kind: "hello" });
      }
    } catch (error) {
      // The browser refuses locks where it refuses storage; anything else is a bug, and says so on the page too.
      this.#fail(this.#options.nameFailure(error));
    }
  }

  /** Resolves when a leader answered; rejects with a sentence when this tab's cloud failed. */
  send(request: WireRequest): Promise<WireResponse> {
    if (this.#failed !== undefined) return Promise.reject(new Error(this.#failed));
    return new Promise((resolve, reject) => {
      const requestId = this.#options.newId();
      const pending: Pending = { requestId, request, askedTerm: 0, resolve, reject };
      this.#pending.set(requestId, pending);
      this.#ask(pending);
    });
  }

  /** Terminals shall reach this browser's account. */
  takeTerminals(): void {
    if (this.#account) this.#account.takeTerminals();
    else this.#post(this.#toLeader, { kind: "take-terminals" });
  }

  /** The leader's news, for all other tabs. */
  announce(news: News): void {
    this.#post(this.#news, news);
  }

  /** Resolves to whether this tab should stand for leader again. */
  async #leadUntilLost(): Promise<boolean> {
    let end: (problem: StoreError) => void = () => undefined;
    const ended = new Promise<StoreError>((resolve) => (end = resolve));
    const account = await this.#options
      .lead((problem) => {
        // At once: an answer made of a refused commit must not count as the cloud's word.
        this.#account = undefined;
        end(problem);
      })
      .catch((error: Error) => error);
    if (account instanceof Error) return this.#fail(account);
    this.#show(account.id);
    this.#account = account;
    this.#term = account.term;
    this.#toLeader.onmessage = ({ data }) => this.#hearFollower(data as ToLeader, account);
    this.#sayLeading(account);
    this.#options.onStatus({ phase: "ready", role: "leader" });
    for (const pending of this.#pending.values()) this.#ask(pending);
    const problem = await ended;
    this.#toLeader.onmessage = null;
    await account.stop();
    return this.#fail(problem);
  }

  #fail(error: Error & Partial<StoreError> & { what?: string; wayOut?: string }): boolean {
    if (error.problem === "lost-leadership") return true;
    this.#failed = error.message;
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
    this.#options.onStatus({
      phase: "failed",
      problem: error.problem ?? "worker-failed",
      message: error.what ?? `The cloud of this tab failed: ${error.message}.`,
      wayOut: error.wayOut ?? "Reload the page. Everything that was acknowledged is kept.",
    });
    return false;
  }

  #ask(pending: Pending): void {
    // Nobody leads yet, as far as this tab knows: asked when one says so.
    if (pending.askedTerm === this.#term) return;
    const { requestId, request } = pending;
    pending.askedTerm = this.#term;
    const account = this.#account;
    if (!account) return this.#post(this.#toLeader, { kind: "request", tab: this.#tab, requestId, request });
    void this.#answerAs(account, request, requestId, (response) => this.#hearAnswer({ kind: "response", requestId, response }));
  }

  #hearNews(news: LeaderNews): void {
    // A tab that failed, or that leads itself, follows nobody.
    if (this.#failed !== undefined) return;
    if (news.kind !== "leading") return this.#options.onNews(news);
    // The terms of a new account begin anew.
    if (news.account === this.#shown ? news.term <= this.#term : this.#account !== undefined) return;
    this.#show(news.account);
    this.#term = news.term;
    this.#options.onStatus({ phase: "ready", role: "follower" });
    this.#options.onNews({ kind: "bridge", standing: news.bridge });
    for (const pending of this.#pending.values()) this.#ask(pending);
  }

  /** Says so when the account is not the one that was shown before. What that one may have begun is not given to the new one. */
  #show(account: string): void {
    const before = this.#shown;
    this.#shown = account;
    if (before === undefined || before === account) return;
    for (const [requestId, { askedTerm, reject }] of this.#pending) {
      if (askedTerm === 0) continue;
      this.#pending.delete(requestId);
      reject(new Error("Another tab deleted everything that this browser stored, before this request was answered."));
    }
    this.#term = 0;
    this.#options.onNews({ kind: "account-replaced" });
  }

  #hearAnswer({ requestId, response }: ToFollower): void {
    const pending = this.#pending.get(requestId);
    if (pending && this.#pending.delete(requestId)) pending.resolve(response);
  }

  #hearFollower(message: ToLeader, account: LedAccount): void {
    if (message.kind === "hello") return this.#sayLeading(account);
    if (message.kind === "take-terminals") return account.takeTerminals();
    const { tab, requestId, request } = message;
    void this.#answerAs(account, request, requestId, (response) => this.#post(this.#follower(tab), { kind: "response", requestId, response }));
  }

  /** Answers while this tab leads; what it can no longer answer, the next leader is asked again. */
  async #answerAs(account: LedAccount, request: WireRequest, requestId: string, hand: (response: WireResponse) => void): Promise<void> {
    const response = await account.answer(request, requestId);
    if (this.#account === account) hand(response);
  }

  #sayLeading(account: LedAccount): void {
    this.#post(this.#news, { kind: "leading", term: account.term, account: account.id, bridge: account.bridge() });
  }

  #follower(tab: string): Channel {
    let channel = this.#followers.get(tab);
    if (!channel) this.#followers.set(tab, (channel = this.#options.channel(this.#tabChannel(tab))));
    return channel;
  }

  #tabChannel(tab: string): string {
    return `${this.#options.group} tab ${tab}`;
  }

  #post(channel: Channel, message: ToLeader | ToFollower | LeaderNews): void {
    channel.postMessage(message);
  }
}
