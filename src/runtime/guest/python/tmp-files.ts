/** Emscripten's side of what outlives the process: `/tmp` as an earlier process left it, and notes of what changes there. */
import type { TmpEntry } from "../guest-protocol.ts";
import type { TmpSender, TmpState } from "../tmp-sender.ts";
import type { EmscriptenFs, FsNode } from "./pyodide-types.ts";

const TMP = "/tmp";

/** Tells the sender what the operations on nodes did. Nodes outside `/tmp` cannot be changed and never come here. */
export class TmpNotes {
  readonly #fs: EmscriptenFs;
  readonly #sender: TmpSender;
  /** Null while what an earlier process left is put back. */
  #told: TmpSender | null = null;

  constructor(fs: EmscriptenFs, sender: TmpSender) {
    this.#fs = fs;
    this.#sender = sender;
  }

  /** From now on the sender is told; `left`: what an earlier process left there. */
  begin(left: readonly TmpEntry[]): void {
    this.#told = this.#sender;
    const root = this.#fs.lookupPath(TMP).node;
    this.#sender.watch((path) => look(this.#fs, root, path), left);
  }

  /** A new file's bytes are about to come, or it is closed: it can wait until then. */
  came(parent: FsNode, name: string, isFile: boolean): void {
    this.#told?.replaced(this.#below(parent, name));
    if (!isFile) this.#told?.settle();
  }

  went(parent: FsNode, name: string): void {
    this.#told?.replaced(this.#below(parent, name));
    this.#told?.settle();
  }

  moved(node: FsNode, oldParent: FsNode, oldName: string, parent: FsNode): void {
    this.#told?.replaced(this.#below(oldParent, oldName));
    this.#replacedBelow(node, this.#below(parent, node.name));
    this.#told?.settle();
  }

  attributes(node: FsNode): void {
    const path = this.#pathOf(node);
    if (path !== "") this.#told?.touched(path);
  }

  wrote(node: FsNode, from: number, to: number): void {
    this.#told?.wrote(this.#pathOf(node), from, to);
  }

  #replacedBelow(node: FsNode, path: string): void {
    this.#told?.replaced(path);
    if (!this.#fs.isDir(node.mode)) return;
    for (const [name, child] of Object.entries(childrenOf(node))) this.#replacedBelow(child, `${path}/${name}`);
  }

  #below(parent: FsNode, name: string): string {
    const path = this.#pathOf(parent);
    return path === "" ? name : `${path}/${name}`;
  }

  /** Below `/tmp`, "" for itself. */
  #pathOf(node: FsNode): string {
    return this.#fs.getPath(node).slice(TMP.length + 1);
  }
}

function childrenOf(folder: FsNode): Record<string, FsNode> {
  return folder.contents as unknown as Record<string, FsNode>;
}

/** By the folders themselves: in the middle of an operation Emscripten's table of names still has what went. */
function look(fs: EmscriptenFs, root: FsNode, path: string): TmpState | null {
  let node = root;
  for (const name of path.split("/")) {
    const children: Record<string, FsNode> = fs.isDir(node.mode) ? childrenOf(node) : {};
    if (!Object.hasOwn(children, name)) return null;
    node = children[name]!;
  }
  if (fs.isLink(node.mode)) return { path, kind: "link", target: node.link ?? "" };
  const facts = { mode: node.mode & 0o7777, mtimeMs: node.mtime };
  if (fs.isDir(node.mode)) return { path, kind: "folder", ...facts };
  // What Python wrote are an Int8Array's bytes.
  const { contents } = node;
  return { kind: "file", ...facts, size: node.usedBytes, slice: (from, to) => new Uint8Array(contents.slice(from, to).buffer) };
}

/** Fills `/tmp` with what an earlier process left there. What cannot be put back is left out: no handler would start again. */
export function restoreTmp(fs: EmscriptenFs, entries: readonly TmpEntry[]): void {
  for (const entry of entries) {
    const path = `${TMP}/${entry.path}`;
    attempt(fs, () => {
      if (entry.kind === "link") fs.symlink(entry.target, path);
      else if (entry.kind === "folder") fs.mkdir(path);
      // The bytes came in a message of ours: no copy needed.
      else fs.writeFile(path, entry.bytes, { canOwn: true });
    });
  }
  // Last of all: what is put into a folder changes the folder's time. Children first: a folder may shut them away.
  for (const entry of entries.toReversed()) {
    if (entry.kind === "link") continue;
    attempt(fs, () => {
      const { node } = fs.lookupPath(`${TMP}/${entry.path}`, { follow: false });
      node.mode = (node.mode & ~0o7777) | entry.mode;
      node.mtime = entry.mtimeMs;
    });
  }
}

/** Passes over what the file system refuses; anything else is a bug. */
function attempt(fs: EmscriptenFs, step: () => void): void {
  try {
    step();
  } catch (problem) {
    if (!(problem instanceof fs.ErrnoError)) throw problem;
  }
}
