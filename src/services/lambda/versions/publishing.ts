import type { OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { findVersion, versionKey } from "../lookup.ts";
import type { VersionConfiguration, VersionRecord } from "../records.ts";
import { withNewRevision } from "./version-state.ts";

/** A publish: the version it answers with, and what it changes (nothing, where that version was there already). */
export interface Publication {
  readonly version: VersionRecord;
  /** `$LATEST` after it, for the caller to keep. */
  readonly latest: VersionRecord;
  readonly changes: readonly Change[];
}

/**
 * Makes the next version of `latest`, unless neither code nor configuration changed since the last published one: then
 * that one is the answer. `description` overrides the function's own, for this version only, and is no change by itself.
 * Numbers are never reused: the counter outlives versions and the function. The version is Active from `activeAt` (epoch
 * ms) on and keeps one revision id; that of `latest` changes.
 */
export function publish(
  state: State,
  latest: VersionRecord,
  { description, activeAt }: { readonly description?: string | undefined; readonly activeAt: number },
  context: OperationContext,
): Publication {
  const name = latest.functionName;
  const last = state["lambda.version-counters"].get(name)?.last ?? 0;
  const newest = findVersion(state, name, String(last));
  if (newest && isUnchanged(latest, newest)) return { version: newest, latest, changes: [] };

  const number = String(last + 1);
  const revisionId = context.newId();
  const version: VersionRecord = {
    functionName: name,
    version: number,
    codeSha256: latest.codeSha256,
    codeSize: latest.codeSize,
    configuration: { ...latest.configuration, Description: description ?? latest.configuration.Description ?? "" },
    latestDescription: latest.configuration.Description ?? "",
    lastModified: context.now,
    revisionIdDuring: revisionId,
    revisionId,
    activeAt,
    updatedAt: null,
    previous: null,
  };
  return {
    version,
    latest: withNewRevision(latest, context.newId),
    changes: [
      putVersion(version),
      { table: "lambda.version-counters", key: name, value: { last: last + 1 } },
    ],
  };
}

/** The change that replaces `$LATEST` by its updated self; runs the old one until the update has been applied. */
export function updateLatest(
  latest: VersionRecord,
  update: { readonly code?: { readonly sha256: string; readonly size: number }; readonly configuration: VersionConfiguration },
  context: OperationContext,
): VersionRecord {
  const { now, settings, newId } = context;
  const { shownRevisionId: _, ...kept } = latest;
  return {
    ...kept,
    codeSha256: update.code?.sha256 ?? latest.codeSha256,
    codeSize: update.code?.size ?? latest.codeSize,
    configuration: update.configuration,
    lastModified: now,
    revisionIdDuring: newId(),
    revisionId: newId(),
    updatedAt: now + settings.updateMs,
    previous:
      settings.updateMs > 0
        ? { codeSha256: latest.codeSha256, revisionId: latest.revisionId, configuration: latest.configuration }
        : null,
  };
}

/** The change that stores `$LATEST` or a published version. */
export function putVersion(version: VersionRecord): Change {
  return { table: "lambda.versions", key: versionKey(version.functionName, version.version), value: version };
}

function isUnchanged(latest: VersionRecord, published: VersionRecord): boolean {
  const before = { ...published.configuration, Description: published.latestDescription ?? published.configuration.Description };
  return latest.codeSha256 === published.codeSha256 && canonical(latest.configuration) === canonical(before);
}

/** JSON with sorted keys: the same text for the same value, whatever order its members came in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
