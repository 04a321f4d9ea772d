/**
 * What the browser keeps for the console alone, beside the account: drafts of code that are not deployed yet, and test
 * events. IndexedDB `lambdarium-console`; every open tab hears of a change. Where the browser keeps nothing (private
 * mode, blocked site data) the same calls work on memory, for this tab and its life only.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";

/** Edits of one function's code that are not deployed. `scope` is `accountId/region`. */
export interface DraftRecord {
  readonly scope: string;
  readonly functionName: string;
  /** CodeSha256 of the package that the edits start from. */
  readonly baseSha256: string;
  /** Path → new bytes, or null where the file is deleted. An empty folder is a path that ends in `/`. */
  readonly changes: ReadonlyMap<string, Uint8Array | null>;
  /** Epoch ms of the last edit. */
  readonly editedAt: number;
}

/** A saved test event of one function. */
export interface TestEventRecord {
  readonly scope: string;
  readonly functionName: string;
  readonly name: string;
  /** JSON text as the learner wrote it. */
  readonly body: string;
  readonly savedAt: number;
}

/** What changed, here or in another tab. */
export type LocalChange =
  | { readonly kind: "draft" | "testEvents"; readonly scope: string; readonly functionName: string }
  | { readonly kind: "all" };

interface LocalSchema extends DBSchema {
  drafts: { key: [string, string]; value: DraftRecord };
  testEvents: { key: [string, string, string]; value: TestEventRecord };
}

const NAME = "lambdarium-console";
const listeners = new Set<(change: LocalChange) => void>();
const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(NAME);
channel?.addEventListener("message", ({ data }: MessageEvent<LocalChange>) => tell(data));

// The open database is also held directly: a page that is being left has no time for one more promise.
let opening: Promise<void> | undefined;
let database: IDBPDatabase<LocalSchema> | undefined;
const memory = { drafts: new Map<string, DraftRecord>(), testEvents: new Map<string, TestEventRecord>() };

function open(): Promise<void> {
  // Asynchronous from its first step: a browser may refuse by throwing at once.
  opening ??= (async () => {
    try {
      database = await openDB<LocalSchema>(NAME, 1, {
        upgrade: (fresh) => {
          fresh.createObjectStore("drafts", { keyPath: ["scope", "functionName"] });
          fresh.createObjectStore("testEvents", { keyPath: ["scope", "functionName", "name"] });
        },
        // Another tab deletes the database, or a newer version of the page opens it: give way and open again when needed.
        blocking: (_current, _next, event) => {
          (event.target as IDBDatabase).close();
          forgetConnection();
        },
        terminated: forgetConnection,
      });
    } catch {
      database = undefined;
    }
  })();
  return opening;
}

function forgetConnection(): void {
  opening = undefined;
  database = undefined;
}

function tell(change: LocalChange): void {
  for (const listener of listeners) listener(change);
}

function changed(change: LocalChange): void {
  tell(change);
  channel?.postMessage(change);
}

const rowKey = (...parts: string[]): string => JSON.stringify(parts);
const eventRange = (scope: string, functionName: string) => IDBKeyRange.bound([scope, functionName], [scope, functionName, []]);

/** Whether what is written here outlives the tab; false before the first read, and where the browser refuses. */
export function keepsLocally(): boolean {
  return database !== undefined;
}

export async function readDraft(scope: string, functionName: string): Promise<DraftRecord | undefined> {
  await open();
  return database ? database.get("drafts", [scope, functionName]) : memory.drafts.get(rowKey(scope, functionName));
}

/** Keeps a draft. The write is issued before this returns when the database is open, so a page being left still makes it. */
export async function writeDraft(draft: DraftRecord): Promise<void> {
  if (!database) await open();
  if (database) {
    const transaction = database.transaction("drafts", "readwrite");
    const written = transaction.store.put(draft);
    transaction.commit();
    await Promise.all([written, transaction.done]);
  } else memory.drafts.set(rowKey(draft.scope, draft.functionName), draft);
  changed({ kind: "draft", scope: draft.scope, functionName: draft.functionName });
}

export async function deleteDraft(scope: string, functionName: string): Promise<void> {
  await open();
  if (database) await database.delete("drafts", [scope, functionName]);
  else memory.drafts.delete(rowKey(scope, functionName));
  changed({ kind: "draft", scope, functionName });
}

/** The test events of a function, by name. */
export async function readTestEvents(scope: string, functionName: string): Promise<TestEventRecord[]> {
  await open();
  if (database) return database.getAll("testEvents", eventRange(scope, functionName));
  return [...memory.testEvents.values()]
    .filter((event) => event.scope === scope && event.functionName === functionName)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export async function writeTestEvent(event: TestEventRecord): Promise<void> {
  await open();
  if (database) await database.put("testEvents", event);
  else memory.testEvents.set(rowKey(event.scope, event.functionName, event.name), event);
  changed({ kind: "testEvents", scope: event.scope, functionName: event.functionName });
}

export async function deleteTestEvent(scope: string, functionName: string, name: string): Promise<void> {
  await open();
  if (database) await database.delete("testEvents", [scope, functionName, name]);
  else memory.testEvents.delete(rowKey(scope, functionName, name));
  changed({ kind: "testEvents", scope, functionName });
}

/** Call after DeleteFunction: its draft and its test events go with it. */
export async function forgetFunctionLocally(scope: string, functionName: string): Promise<void> {
  await deleteDraft(scope, functionName);
  if (database) await database.delete("testEvents", eventRange(scope, functionName));
  else for (const event of await readTestEvents(scope, functionName)) memory.testEvents.delete(rowKey(scope, functionName, event.name));
  changed({ kind: "testEvents", scope, functionName });
}

/** Call on Reset account: forgets every draft and every test event. */
export async function clearLocalStore(): Promise<void> {
  memory.drafts.clear();
  memory.testEvents.clear();
  database?.close();
  forgetConnection();
  try {
    await deleteDB(NAME);
  } catch {
    // What was never kept need not be deleted.
  }
  changed({ kind: "all" });
}

/** Calls the listener after every change, of this tab or of another; returns the way to stop it. */
export function onLocalChange(listener: (change: LocalChange) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
