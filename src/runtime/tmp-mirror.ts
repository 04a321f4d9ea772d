import type { TmpChange, TmpEntry } from "./guest/guest-protocol.ts";
import { TmpBudget } from "./tmp-budget.ts";

/** Files, folders and links that are kept of one environment, and UTF-16 units of their names and targets together. */
const MAX_ENTRIES = 20_000;
const MAX_UNITS = 4 * 1024 * 1024;

type FileChange = Extract<TmpChange, { kind: "file" }>;

interface Folder {
  readonly kind: "folder";
  mode: number;
  mtimeMs: number;
  readonly children: Map<string, Node>;
}

interface File {
  readonly kind: "file";
  mode: number;
  mtimeMs: number;
  /** As large as the file or larger: it grows by half, so that appending copies little. */
  buffer: Uint8Array;
  size: number;
}

interface Link {
  readonly kind: "link";
  readonly target: string;
}

type Node = Folder | File | Link;

/**
 * The host's copy of an environment's `/tmp`: it outlives the Worker, whose next process gets it. Kept by what the guest
 * tells, of which nothing is believed: never more than its limit and what the budget of all has left; a file that does
 * not fit is not carried over.
 */
export class TmpMirror {
  readonly #limitBytes: number;
  readonly #budget: TmpBudget;
  readonly #root: Folder = { kind: "folder", mode: 0o1777, mtimeMs: 0, children: new Map() };
  #bytes = 0;
  #entries = 0;
  #units = 0;

  /** `budget`: shared with the mirrors of other environments; alone, it has one of its own. */
  constructor(limitBytes: number, budget = new TmpBudget()) {
    this.#limitBytes = limitBytes;
    this.#budget = budget;
  }

  /** Forgets everything and gives its memory back: no process follows. */
  clear(): void {
    for (const [name, node] of this.#root.children) this.#remove(this.#root, name, node);
  }

  apply(changes: readonly TmpChange[]): void {
    for (const change of changes) {
      const cut = change.path.lastIndexOf("/");
      const parent = cut < 0 ? this.#root : this.#folderAt(change.path.slice(0, cut));
      if (parent !== null) this.#put(parent, change.path.slice(cut + 1), change);
    }
  }

  /** All that is kept, parents first. Bytes are the mirror's own: to be copied by whoever keeps them. */
  entries(): TmpEntry[] {
    const found: TmpEntry[] = [];
    const waiting: [path: string, folder: Folder][] = [["", this.#root]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [prefix, folder] = next;
      for (const [name, node] of folder.children) {
        const path = `${prefix}${name}`;
        if (node.kind === "link") found.push({ path, ...node });
        else if (node.kind === "file") found.push({ path, kind: "file", mode: node.mode, mtimeMs: node.mtimeMs, bytes: node.buffer.subarray(0, node.size) });
        else {
          found.push({ path, kind: "folder", mode: node.mode, mtimeMs: node.mtimeMs });
          waiting.push([`${path}/`, node]);
        }
      }
    }
    return found;
  }

  #folderAt(path: string): Folder | null {
    let folder = this.#root;
    for (const name of path.split("/")) {
      const child = folder.children.get(name);
      if (child?.kind !== "folder") return null;
      folder = child;
    }
    return folder;
  }

  #put(parent: Folder, name: string, change: TmpChange): void {
    let known = parent.children.get(name);
    if (known !== undefined && known.kind !== change.kind) {
      this.#remove(parent, name, known);
      known = undefined;
    }
    if (change.kind === "none") return;
    if (known === undefined || known.kind === "link") {
      const { kind } = change;
      if (known !== undefined) this.#remove(parent, name, known);
      const units = name.length + (kind === "link" ? change.target.length : 0);
      if (this.#entries >= MAX_ENTRIES || this.#units + units > MAX_UNITS) return;
      if (kind === "link") known = { kind, target: change.target };
      else if (kind === "folder") known = { kind, mode: change.mode, mtimeMs: change.mtimeMs, children: new Map() };
      else known = { kind, mode: change.mode, mtimeMs: change.mtimeMs, buffer: new Uint8Array(0), size: 0 };
      parent.children.set(name, known);
      this.#entries += 1;
      this.#units += units;
    }
    if (known.kind === "link" || change.kind === "link") return;
    known.mode = change.mode;
    known.mtimeMs = change.mtimeMs;
    // What cannot be kept as it is must not be found half old and half new.
    if (known.kind === "file" && change.kind === "file" && !this.#write(known, change)) this.#remove(parent, name, known);
  }

  /** False where the bytes leave a gap, or are too many. */
  #write(file: File, { size, at, bytes }: FileChange): boolean {
    const end = at + bytes.length;
    if (at > file.size || end > size || (size > file.size && end !== size)) return false;
    if (this.#bytes - file.size + size > this.#limitBytes) return false;
    if (size > file.buffer.length && !this.#resize(file, Math.max(size, Math.floor(file.buffer.length * 1.5)))) return false;
    this.#bytes += size - file.size;
    file.buffer.set(bytes, at);
    file.size = size;
    if (size * 4 < file.buffer.length) this.#resize(file, size);
    return true;
  }

  #resize(file: File, capacity: number): boolean {
    if (!this.#budget.take(capacity - file.buffer.length)) return false;
    const grown = new Uint8Array(capacity);
    grown.set(file.buffer.subarray(0, Math.min(file.size, capacity)));
    file.buffer = grown;
    return true;
  }

  #remove(parent: Folder, name: string, node: Node): void {
    parent.children.delete(name);
    const gone: [string, Node][] = [[name, node]];
    for (let next = gone.pop(); next !== undefined; next = gone.pop()) {
      const [itsName, one] = next;
      this.#entries -= 1;
      this.#units -= itsName.length + (one.kind === "link" ? one.target.length : 0);
      if (one.kind === "file") {
        this.#bytes -= one.size;
        this.#budget.take(-one.buffer.length);
      }
      if (one.kind === "folder") gone.push(...one.children);
    }
  }
}
