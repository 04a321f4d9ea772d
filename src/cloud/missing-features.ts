import type { CloudStatus } from "./protocol.ts";

/** The browser's global scope, as far as this layer must ask what it has. */
export interface Features {
  readonly isSecureContext?: boolean;
  readonly Worker?: unknown;
  readonly BroadcastChannel?: unknown;
  readonly indexedDB?: unknown;
  readonly navigator?: { readonly locks?: unknown };
  readonly crypto?: { readonly subtle?: unknown };
}

/**
 * Says what this browser or address withholds and the cloud cannot do without; undefined when nothing is missing.
 * With `keepNothing`, storage and locks are not needed.
 */
export function missingFeatures(scope: Features, keepNothing: boolean): CloudStatus | undefined {
  if (scope.isSecureContext === false) {
    return {
      phase: "failed",
      problem: "insecure-context",
      message:
        "This page was opened over plain http from another computer. Browsers then withhold the cryptography and the locks that the cloud in the tab needs.",
      wayOut: "Open it over https, or from the same computer as http://localhost.",
    };
  }
  const needed: Readonly<Record<string, unknown>> = {
    Worker: scope.Worker,
    BroadcastChannel: scope.BroadcastChannel,
    "Web Crypto": scope.crypto?.subtle,
    ...(keepNothing ? {} : { "Web Locks": scope.navigator?.locks }),
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length > 0) {
    return {
      phase: "failed",
      problem: "worker-failed",
      message: `This browser has no ${missing.join(" and no ")}, which the cloud in the tab needs.`,
      wayOut: "Open the page in a current version of Chrome, Edge, Firefox or Safari.",
    };
  }
  if (!keepNothing && !scope.indexedDB) {
    return {
      phase: "failed",
      problem: "blocked",
      message: "This browser does not let the page keep data.",
      wayOut: "Allow site data for this page and try again, or go on without keeping anything.",
    };
  }
  return undefined;
}
