/**
 * What the browser keeps, as it lies in IndexedDB: the shape of the newest version. An older database is brought to it
 * by `migrations.ts`. The records inside rows belong to `services/*`; a change of theirs needs a migration too.
 */
import type { DBSchema } from "idb";
import type { StoredRow } from "#control-plane/ports.ts";
import type { Settings } from "#services/settings.ts";

/** One kept reply. `order` grows with each, so that the oldest can be dropped. */
export interface StoredReply {
  readonly requestId: string;
  readonly order: number;
  readonly value: unknown;
}

export interface StoredShape extends DBSchema {
  /** Every row of every table of every account and Region. */
  rows: { key: [scope: string, table: string, key: string]; value: StoredRow };
  /** Deployment packages, zip bytes by CodeSha256. */
  code: { key: string; value: Uint8Array };
  /** Answers of the last commands, by request id: a resend after a change of leader is answered with them. */
  replies: { key: string; value: StoredReply; indexes: { order: number } };
  /** `epoch`: the number of leaders so far (a number); `account`: the random name of all this (a text); `settings`: the dials that differ from the defaults. */
  meta: { key: string; value: number | string | Partial<Settings> };
}

export const STORES = ["rows", "code", "replies", "meta"] as const;
