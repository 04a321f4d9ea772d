import type { StoreError, StoreProblem } from "#control-plane/ports.ts";

interface Sentences {
  readonly what: string;
  readonly wayOut: string;
}

const SENTENCES: Readonly<Record<StoreProblem, Sentences>> = {
  blocked: {
    what: "This browser does not let the page keep data: the window is private, or site data is blocked.",
    wayOut: "Allow site data for this page and try again, or go on without keeping anything.",
  },
  full: {
    what: "The browser's storage for this page is full, so the change was not made. Everything kept so far is safe.",
    wayOut: "Delete functions, versions or bucket objects that you no longer need, or free space on the disk, and try again.",
  },
  "newer-database": {
    what: "A newer version of Lambdarium has written to this browser's storage, and this older page cannot read it.",
    wayOut: "Reload the page to get the newer version. If this page is still the older one, open the newer page, or delete what this browser keeps and start anew.",
  },
  "lost-leadership": {
    what: "Another tab has taken over the account, so this tab's change was not made.",
    wayOut: "Try again: the request goes to the other tab.",
  },
  broken: {
    what: "The browser failed to read or write its storage.",
    wayOut: "Reload the page. If it happens again, delete what this browser keeps for the page and start anew.",
  },
};

/** A store's failure: what happened (`what`), what the learner can do (`wayOut`), and both as the message. */
export class StoreFailure extends Error implements StoreError {
  readonly problem: StoreProblem;
  readonly what: string;
  readonly wayOut: string;

  constructor(problem: StoreProblem, options: { cause?: unknown; what?: string; wayOut?: string } = {}) {
    const { cause, what = SENTENCES[problem].what, wayOut = SENTENCES[problem].wayOut } = options;
    super(`${what} ${wayOut}`, cause === undefined ? {} : { cause });
    this.name = "StoreFailure";
    this.problem = problem;
    this.what = what;
    this.wayOut = wayOut;
  }
}

/** Names the browser's own error. `opening`: some names mean something else while the database is being opened. */
export function storeFailure(error: unknown, opening = false): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return new StoreFailure("full", { cause: error });
  if (name === "VersionError") return new StoreFailure("newer-database", { cause: error });
  if (opening && ["SecurityError", "InvalidStateError", "NotAllowedError"].includes(name)) return new StoreFailure("blocked", { cause: error });
  const what = name === "" ? SENTENCES.broken.what : `${SENTENCES.broken.what.slice(0, -1)} (${name}).`;
  return new StoreFailure("broken", { cause: error, what });
}
