import { TMP_TOLD_BYTES, type TmpChange, type TmpEntry } from "./guest-protocol.ts";
import type { Post } from "./own-platform.ts";

/** Messages of a phase that leave at once, so that a handler which then spins for ever has been heard. */
const MESSAGES_AT_ONCE = 50;
/** Bytes of a phase that leave at once: the host must not drown in files that are written again and again. */
const BYTES_AT_ONCE = 16 * 1024 * 1024;
/** After those, so many ms lie between two messages: fewer than 5,000 in the longest invocation … */
const REST_MS = 200;
/** … and more after a large one: it takes so many bytes in a ms. */
const BYTES_PER_MS = 64 * 1024;
/** Bytes from which on a buffer is handed over; fewer are quicker copied. */
const HANDED_OVER = 64 * 1024;
/** Ranges of one file that are told one by one; more of them become one from the first to the last. */
const RANGES = 32;

/** What stands at a path under `/tmp`; a file's bytes are read when they are sent. */
export type TmpState =
  | { readonly kind: "file"; readonly mode: number; readonly mtimeMs: number; readonly size: number; readonly slice: (from: number, to: number) => Uint8Array }
  | Extract<TmpChange, { kind: "folder" | "link" }>;

/** Looks at a path under `/tmp` without following a link at its end; null where nothing is. */
export type LookAtTmp = (path: string) => TmpState | null;

/** What is to be told of a path: that all is new, or which bytes (an end may be infinite: as far as the file goes). */
interface Pending {
  whole: boolean;
  ranges: [from: number, to: number][];
}

/**
 * Tells the host what changes under `/tmp`, both families alike. What is sent is read from the file system at that
 * moment: notes say where to look. A phase that writes nothing costs one comparison.
 */
export class TmpSender {
  readonly #post: Post;
  readonly #now: () => number;
  readonly #later: (run: () => void, ms: number) => unknown;
  #look: LookAtTmp = () => null;
  readonly #pending = new Map<string, Pending>();
  /** Sizes of the files that the host has, and their sum. */
  readonly #told = new Map<string, number>();
  #toldBytes = 0;
  #messages = 0;
  #bytes = 0;
  #restUntil = Number.NEGATIVE_INFINITY;
  #timer = false;

  /** `now` in ms, by a clock that learner's code cannot reach; `later` runs something once the thread is free. */
  constructor(post: Post, now: () => number, later: (run: () => void, ms: number) => unknown) {
    this.#post = post;
    this.#now = now;
    this.#later = later;
  }

  /** From now on notes are taken of this file system. The host has what an earlier process left. */
  watch(look: LookAtTmp, left: readonly TmpEntry[]): void {
    this.#look = look;
    for (const entry of left) {
      if (entry.kind !== "file") continue;
      this.#told.set(entry.path, entry.bytes.length);
      this.#toldBytes += entry.bytes.length;
    }
  }

  /** Begins a phase: messages are counted anew. */
  beginPhase(): void {
    this.#messages = 0;
    this.#bytes = 0;
  }

  /** Bytes of a file were written, or cut off and added: from the first of them to `to`, or to the end. */
  wrote(path: string, from: number, to: number): void {
    const pending = this.#of(path);
    if (!pending.whole) addRange(pending.ranges, from, to);
    this.settle();
  }

  /** Something came, went or was moved here. It is told with what follows, or at the next `settle`. */
  replaced(path: string): void {
    this.#of(path).whole = true;
  }

  /** Permissions or times changed. Of a new file they are told with its first bytes. */
  touched(path: string): void {
    if (this.#pending.has(path)) return;
    this.#of(path);
    this.settle();
  }

  /** A good moment to tell what is noted: an operation is over. Where many were told already, they gather for a while. */
  settle(): void {
    if (this.#pending.size === 0) return;
    const now = this.#now();
    if ((this.#messages < MESSAGES_AT_ONCE && this.#bytes < BYTES_AT_ONCE) || now >= this.#restUntil) return this.flush();
    if (this.#timer) return;
    this.#timer = true;
    this.#later(() => {
      this.#timer = false;
      this.flush();
    }, this.#restUntil - now);
  }

  /** Tells all that is noted: before every end of a phase, and before the thread rests. */
  flush(): void {
    if (this.#pending.size === 0) return;
    const changes: TmpChange[] = [];
    // By name, a folder comes before what is in it.
    const paths = [...this.#pending].toSorted(([left], [right]) => (left < right ? -1 : 1));
    this.#pending.clear();
    for (const [path, pending] of paths) this.#add(changes, path, pending);
    const bytes = changes.reduce((sum, change) => sum + (change.kind === "file" ? change.bytes.length : 0), 0);
    this.#messages += 1;
    this.#bytes += bytes;
    this.#restUntil = this.#now() + Math.max(REST_MS, bytes / BYTES_PER_MS);
    const transfer = changes.flatMap((change) => (change.kind === "file" && change.bytes.length >= HANDED_OVER ? [change.bytes.buffer as ArrayBuffer] : []));
    this.#post({ kind: "tmp", changes }, transfer);
  }

  #add(changes: TmpChange[], path: string, pending: Pending): void {
    const state = this.#look(path);
    if (state?.kind !== "file") {
      // Of a folder that stays, only its facts are told.
      if (state === null || pending.whole) this.#forget(path);
      return addChanges(changes, path, pending, state);
    }
    const before = this.#told.get(path);
    const toldBytes = this.#toldBytes - (before ?? 0) + state.size;
    if (toldBytes > TMP_TOLD_BYTES) {
      this.#forget(path);
      return void changes.push({ path, kind: "none" });
    }
    this.#told.set(path, state.size);
    this.#toldBytes = toldBytes;
    addChanges(changes, path, before === undefined ? { ...pending, whole: true } : pending, state);
  }

  /** The host has it no more, nor what was below it. */
  #forget(path: string): void {
    if (this.#told.size === 0) return;
    for (const [told, size] of this.#told.has(path) ? [[path, this.#told.get(path) ?? 0] as const] : this.#told) {
      if (told !== path && !told.startsWith(`${path}/`)) continue;
      this.#told.delete(told);
      this.#toldBytes -= size;
    }
  }

  #of(path: string): Pending {
    let pending = this.#pending.get(path);
    if (pending === undefined) this.#pending.set(path, (pending = { whole: false, ranges: [] }));
    return pending;
  }
}

function addRange(ranges: [number, number][], from: number, to: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && from <= last[1] && to >= last[0]) {
    last[0] = Math.min(last[0], from);
    last[1] = Math.max(last[1], to);
    return;
  }
  ranges.push([from, to]);
  if (ranges.length <= RANGES) return;
  const hull: [number, number] = [Math.min(...ranges.map(([start]) => start)), Math.max(...ranges.map(([, end]) => end))];
  ranges.splice(0, ranges.length, hull);
}

function addChanges(changes: TmpChange[], path: string, { whole, ranges }: Pending, state: TmpState | null): void {
  // A folder that took another's place brings nothing of the old one along.
  if (state === null || (whole && state.kind === "folder")) changes.push({ path, kind: "none" });
  if (state === null) return;
  if (state.kind !== "file") return void changes.push(state);
  const { slice, ...facts } = state;
  for (const [from, to] of whole ? [[0, facts.size] as const] : ranges.length > 0 ? lastFirst(ranges) : [[0, 0] as const]) {
    const at = Math.min(from, facts.size);
    changes.push({ ...facts, path, at, bytes: slice(at, Math.min(to, facts.size)) });
  }
}

/** Ranges that do not touch, from the last to the first: the host hears of a file's growth with the bytes that fill it. */
function lastFirst(ranges: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([left], [right]) => left - right)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged.toReversed();
}
