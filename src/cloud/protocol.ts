/**
 * What the page, its cloud Worker and the other tabs say to each other, as tagged unions. Everything here is
 * structured-clonable; bodies are always whole (`Uint8Array`), never streams.
 */
import type { WireRequest, WireResponse } from "#aws-api/wire.ts";
import type { BridgeStanding } from "#bridge/bridge-client.ts";
import type { StoreProblem } from "#control-plane/ports.ts";

export type { BridgeStanding, WireRequest, WireResponse };

export type CloudProblem = StoreProblem | "insecure-context" | "worker-failed";

export type CloudStatus =
  | { phase: "starting" }
  | { phase: "ready"; role: "leader" | "follower" }
  /** `message` says what happened, `wayOut` what the learner can do; both whole sentences. */
  | { phase: "failed"; problem: CloudProblem; message: string; wayOut: string };

/** Tables of one account and Region (`scope`: `accountId/region`, `*` for all) that a commit changed. */
export interface CloudChange {
  scope: string;
  tables: string[];
  /** The functions whose `$LATEST` it changed, made or deleted; absent where any may have changed. */
  functions?: string[];
}

/** How far the loading of a language runtime is; bytes as they come over the wire or out of the cache. */
export interface RuntimeProgress {
  family: "python" | "nodejs";
  stage: string;
  loadedBytes: number;
  totalBytes: number;
  /** Nothing more comes of this download: all is there, or it failed. */
  done: boolean;
}

/** Facts that only the page knows. */
export interface TabFacts {
  /** Whether the server that served the page offers the terminal bridge. */
  bridgeOffered: boolean;
  /** True: keep the account in this tab's memory only, and share it with no other tab. */
  keepNothing: boolean;
}

export type PageToWorker =
  | { kind: "start"; facts: TabFacts }
  | { kind: "request"; id: number; request: WireRequest }
  /** Terminals shall reach this browser's account. */
  | { kind: "take-terminals" }
  /** A port to the host of the sandboxed frames; sent when asked for with `want-sandbox`. */
  | { kind: "sandbox"; port: MessagePort };

export type WorkerToPage =
  | { kind: "status"; status: CloudStatus }
  | { kind: "response"; id: number; response: WireResponse }
  | { kind: "no-response"; id: number; message: string }
  /** This tab leads and needs the host of sandboxed frames; answered with a `sandbox` port. */
  | { kind: "want-sandbox" }
  /** This tab leads no longer: its execution environments end. */
  | { kind: "drop-sandbox" }
  | News;

/** What every tab is told. */
export type News =
  | { kind: "change"; change: CloudChange }
  | { kind: "progress"; progress: RuntimeProgress }
  | { kind: "bridge"; standing: BridgeStanding }
  /** What this tab showed was deleted by another tab; the account is a new one. Each tab finds this out by itself. */
  | { kind: "account-replaced" };

/** Follower → leader, on the leader's channel. */
export type ToLeader =
  | { kind: "hello" }
  | { kind: "take-terminals" }
  | { kind: "request"; tab: string; requestId: string; request: WireRequest };

/** Leader → one follower, on the follower's own channel. */
export type ToFollower = { kind: "response"; requestId: string; response: WireResponse };

/** Leader → all followers. `term` grows with each new leader of an account; `account` is the name of what the leader keeps. */
export type LeaderNews = { kind: "leading"; term: number; account: string; bridge: BridgeStanding } | News;
