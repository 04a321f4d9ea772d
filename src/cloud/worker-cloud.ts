import { STORED_VERSION } from "#storage/migrations.ts";
import { storeFailure } from "#storage/store-failure.ts";
import { startAccount } from "./account.ts";
import { browserIds } from "./host-ports.ts";
import { Leadership, type LedAccount } from "./leadership.ts";
import type { News, PageToWorker, TabFacts, WireRequest, WireResponse, WorkerToPage } from "./protocol.ts";

/** The cloud Worker's end of its page: starts this tab's part in the cloud and answers the page's requests. */
export class WorkerCloud {
  readonly #toPage: (message: WorkerToPage) => void;
  readonly #early: { id: number; request: WireRequest }[] = [];
  #takeTerminals: () => void = () => undefined;
  #send: ((request: WireRequest) => Promise<WireResponse>) | undefined;
  #sandboxPort: ((port: MessagePort) => void) | undefined;

  constructor(toPage: (message: WorkerToPage) => void) {
    this.#toPage = toPage;
  }

  receive(message: PageToWorker): void {
    switch (message.kind) {
      case "start":
        return this.#start(message.facts);
      case "request":
        return this.#answer(message.id, message.request);
      case "take-terminals":
        return this.#takeTerminals();
      case "sandbox":
        return this.#sandboxPort?.(message.port);
    }
  }

  #start(facts: TabFacts): void {
    if (facts.keepNothing) return this.#startAlone(facts);
    const leadership = new Leadership({
      locks: navigator.locks,
      channel: (name) => new BroadcastChannel(name),
      newId: () => browserIds.uuid(),
      // An older tab and a newer one that reads the storage differently do not lead each other.
      group: `lambdarium ${STORED_VERSION}`,
      lead: (lost) => this.#lead(facts, lost, (news) => leadership.announce(news)),
      nameFailure: (error) => storeFailure(error, true),
      onStatus: (status) => this.#toPage({ kind: "status", status }),
      onNews: (news) => this.#toPage(news),
    });
    this.#takeTerminals = () => leadership.takeTerminals();
    this.#begin((request) => leadership.send(request));
    void leadership.run();
  }

  /** One tab, its memory, no other tab. */
  #startAlone(facts: TabFacts): void {
    const account = this.#lead(facts, () => undefined, () => undefined);
    this.#takeTerminals = () => void account.then((led) => led.takeTerminals());
    this.#begin(async (request) => (await account).answer(request, browserIds.uuid()));
    void account.then(() => this.#toPage({ kind: "status", status: { phase: "ready", role: "leader" } }));
  }

  #lead(facts: TabFacts, lost: Parameters<typeof startAccount>[0]["lost"], announce: (news: News) => void): Promise<LedAccount> {
    return startAccount({
      ...facts,
      lost,
      openSandbox: () => this.#openSandbox(),
      closeSandbox: () => this.#toPage({ kind: "drop-sandbox" }),
      onNews: (news) => {
        this.#toPage(news);
        announce(news);
      },
    });
  }

  #openSandbox(): Promise<MessagePort> {
    return new Promise((resolve) => {
      this.#sandboxPort = resolve;
      this.#toPage({ kind: "want-sandbox" });
    });
  }

  #begin(send: (request: WireRequest) => Promise<WireResponse>): void {
    this.#send = send;
    for (const { id, request } of this.#early.splice(0)) this.#answer(id, request);
  }

  #answer(id: number, request: WireRequest): void {
    if (!this.#send) return void this.#early.push({ id, request });
    this.#send(request).then(
      (response) => this.#toPage({ kind: "response", id, response }),
      (error: Error) => this.#toPage({ kind: "no-response", id, message: error.message }),
    );
  }
}
