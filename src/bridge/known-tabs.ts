/** A connected tab, as far as it is known here. */
export interface KnownTab {
  /** `http://host:port` of its page. */
  readonly origin: string;
  /** The account that it leads: that of one browser profile at one origin. Another profile or a private window has another. */
  readonly account: string;
}

/** A reload or a change of leader takes a moment: so long an account whose tab was there just before is waited for. */
const GRACE_MS = 5_000;

/**
 * All tabs that are connected, and which account terminals reach at each origin. The first account that connects is reached until
 * it is gone for longer than a reload takes, or until another one's page takes its place; then the earliest that is still there
 * is reached. So it never changes because another browser opens the page.
 */
export class KnownTabs<Tab extends KnownTab> {
  /** In the order in which they connected. */
  readonly #tabs: Tab[] = [];
  readonly #reached = new Map<string, string>();
  /** Accounts without a tab that are expected back. */
  readonly #grace = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #onChange: () => void;

  /** @param onChange told after each change: of the tabs, of what is waited for, of what is reached */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get all(): readonly Tab[] {
    return this.#tabs;
  }

  join(tab: Tab): void {
    this.#tabs.push(tab);
    clearTimeout(this.#grace.get(tab.account));
    this.#grace.delete(tab.account);
    if (!this.#reached.has(tab.origin)) this.#reached.set(tab.origin, tab.account);
    this.#onChange();
  }

  leave(tab: Tab): void {
    const at = this.#tabs.indexOf(tab);
    if (at < 0) return;
    this.#tabs.splice(at, 1);
    if (!this.leaderOf(tab.account)) {
      const timer = setTimeout(() => this.#endGrace(tab), GRACE_MS);
      (timer as { unref?(): void }).unref?.();
      this.#grace.set(tab.account, timer);
    }
    this.#onChange();
  }

  /** From now on terminals reach this tab's account. */
  take(tab: Tab): void {
    this.#reached.set(tab.origin, tab.account);
    this.#onChange();
  }

  isReached({ origin, account }: KnownTab): boolean {
    return this.#reached.get(origin) === account;
  }

  /** The newest tab of an account leads it: one before has lost the lock, or is about to close. */
  leaderOf(account: string): Tab | undefined {
    return this.#tabs.findLast((tab) => tab.account === account);
  }

  isAwaited(account: string): boolean {
    return this.#grace.has(account);
  }

  /**
   * Who answers a new request to an origin: the leader of the account that is reached there, "soon" while that one is expected back;
   * where no page of the origin was opened, the same of the origin that was opened first.
   */
  forOrigin(origin: string): Tab | "soon" | undefined {
    const account = this.#reached.get(origin) ?? this.#reached.values().next().value;
    if (account === undefined) return undefined;
    return this.leaderOf(account) ?? (this.isAwaited(account) ? "soon" : undefined);
  }

  close(): void {
    for (const timer of this.#grace.values()) clearTimeout(timer);
  }

  #endGrace(tab: Tab): void {
    this.#grace.delete(tab.account);
    if (this.isReached(tab)) {
      this.#reached.delete(tab.origin);
      const next = this.#tabs.find(({ origin }) => origin === tab.origin);
      if (next) this.#reached.set(next.origin, next.account);
    }
    this.#onChange();
  }
}
