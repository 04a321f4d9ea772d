/** memfs's side of what outlives the process: `/tmp` as an earlier process left it, and notes of what changes there. */
import type { TmpEntry } from "../../guest-protocol.ts";
import type { TmpSender, TmpState } from "../../tmp-sender.ts";

/** An i-node of memfs. */
export interface FileNode {
  mode: number;
  size: number;
  readonly buf: Uint8Array;
  mtime: Date;
  readonly symlink?: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymlink(): boolean;
  write(bytes: Uint8Array, offset?: number, length?: number, position?: number): number;
  _setBuf(bytes: Uint8Array): void;
  truncate(length?: number): void;
}

/** A name in a folder; `steps` is its path, with "" for the root. */
interface Link {
  /** The root is its own. */
  readonly parent: Link;
  readonly steps: readonly string[];
  readonly children: ReadonlyMap<string, Link>;
  getNode(): FileNode;
}

interface FsEvent {
  /** 0 came, 1 goes, 2 its content changed, 3 its attributes, 4 moved. */
  readonly type: number;
  readonly steps: readonly string[];
  readonly node: FileNode;
  readonly link: Link;
  readonly oldSteps?: readonly string[];
}

/** memfs's core, as much of it as is touched here. */
export interface MemfsCore {
  readonly inodes: Readonly<Record<string, FileNode>>;
  createNode(mode: number): FileNode;
  readonly changes: { listen(listener: (event: FsEvent) => void): void };
  getLink(steps: readonly string[]): Link | null;
  /** Follows links, also at the end of the path. */
  getResolvedLink(path: string): Link | null;
  rename: (from: string, to: string) => void;
  closeFile(file: unknown): void;
  deleteLink(link: Link): boolean;
}

/** Bytes that were written last: an event that follows says of which path. */
export interface Written {
  node: FileNode | null;
  from: number;
  to: number;
}

const [CAME, GOES, CONTENT, ATTRIBUTES] = [0, 1, 2, 3];

/** Tells the sender what happens under `/tmp` from now on; `left`: what an earlier process left there. */
export function watchTmp(core: MemfsCore, written: Written, sender: TmpSender, left: readonly TmpEntry[]): void {
  sender.watch((path) => look(core, path), left);
  core.changes.listen(({ type, steps, node, link, oldSteps }) => {
    const path = tmpPath(steps);
    if (oldSteps !== undefined) replacedBelow(sender, oldSteps, link);
    if (path === null) return oldSteps === undefined ? undefined : sender.settle();
    if (type === CONTENT) {
      if (written.node === node) return sender.wrote(path, written.from, written.to);
      sender.replaced(path);
    } else if (type === ATTRIBUTES) return sender.touched(path);
    else if (oldSteps !== undefined) replacedBelow(sender, steps, link);
    else sender.replaced(path);
    // A new file's bytes are about to come, and what goes is still there.
    if (type !== GOES && !(type === CAME && node.isFile())) sender.settle();
  });
  const closeFile = core.closeFile.bind(core);
  const deleteLink = core.deleteLink.bind(core);
  core.closeFile = (file) => {
    closeFile(file);
    sender.settle();
  };
  core.deleteLink = (link) => {
    const deleted = deleteLink(link);
    sender.settle();
    return deleted;
  };
}

/** The path below `/tmp`; null elsewhere. */
function tmpPath(steps: readonly string[]): string | null {
  return steps[1] === "tmp" && steps.length > 2 ? steps.slice(2).join("/") : null;
}

/** All names of a moved folder, under the steps that it has or had. */
function replacedBelow(sender: TmpSender, steps: readonly string[], link: Link): void {
  const path = tmpPath(steps);
  if (path !== null) sender.replaced(path);
  for (const [name, child] of link.children) if (name !== "." && name !== "..") replacedBelow(sender, [...steps, name], child);
}

function look(core: MemfsCore, path: string): TmpState | null {
  let node: FileNode | undefined;
  try {
    node = core.getLink(["tmp", ...path.split("/")])?.getNode();
  } catch {
    return null;
  }
  if (node === undefined) return null;
  if (node.isSymlink()) return { path, kind: "link", target: node.symlink ?? "" };
  const facts = { mode: node.mode & 0o7777, mtimeMs: node.mtime.getTime() };
  if (node.isDirectory()) return { path, kind: "folder", ...facts };
  // A copy: the buffer is memfs's own, and larger than the file.
  const { buf, size } = node;
  return { kind: "file", ...facts, size, slice: (from, to) => new Uint8Array(buf.subarray(from, to)) };
}

/** What `restoreTmp` calls of `fs`. */
interface WritableFs {
  mkdirSync(path: string): unknown;
  writeFileSync(path: string, bytes: Uint8Array): void;
  symlinkSync(target: string, path: string): void;
}

/**
 * Fills `/tmp` with what an earlier process left there; call it before `watchTmp`. What cannot be put back is left out: no
 * handler would start again.
 */
export function restoreTmp(core: MemfsCore, fs: WritableFs, entries: readonly TmpEntry[]): void {
  for (const entry of entries) {
    const path = `/tmp/${entry.path}`;
    attempt(() => {
      if (entry.kind === "link") fs.symlinkSync(entry.target, path);
      else if (entry.kind === "folder") fs.mkdirSync(path);
      else fs.writeFileSync(path, entry.bytes);
    });
  }
  // Last of all: what is put into a folder changes the folder's time.
  for (const entry of entries) {
    if (entry.kind === "link") continue;
    attempt(() => {
      const node = core.getLink(["tmp", ...entry.path.split("/")])?.getNode();
      if (node === undefined) return;
      node.mode = (node.mode & ~0o7777) | entry.mode;
      node.mtime = new Date(entry.mtimeMs);
    });
  }
}

/** Passes over what the file system refuses (its errors have codes); anything else is a bug. */
function attempt(step: () => void): void {
  try {
    step();
  } catch (problem) {
    if (typeof (problem as { code?: unknown }).code !== "string") throw problem;
  }
}
