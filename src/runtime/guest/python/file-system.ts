/**
 * Lambda's file system on Emscripten's: everything is read-only but `/tmp`, which holds as much as the function's
 * ephemeral storage and outlives the process. All nodes of Emscripten's memory file system share one table of operations: it is guarded there.
 */
import type { TmpEntry } from "../guest-protocol.ts";
import type { TmpSender } from "../tmp-sender.ts";
import type { EmscriptenFs, FsNode, FsStream } from "./pyodide-types.ts";
import { restoreTmp, TmpNotes } from "./tmp-files.ts";

/** Errno values of the C library that Pyodide is built with. */
const NOT_PERMITTED = 2;
const READ_ONLY = 69;
const NO_SPACE = 51;
const WRITING = 3;
const READ_BY_OTHERS = 0o4;
const BLOCK = 4096;

const TMP = "/tmp";

/**
 * Mounts `/tmp` of so many bytes, with what an earlier process left there, and locks the rest. Call it once, after
 * `/var/task` is filled. The sender is told what changes under `/tmp`.
 */
export function lockFileSystem(fs: EmscriptenFs, tmpBytes: number, left: readonly TmpEntry[], sender: TmpSender): void {
  const { MEMFS } = fs.filesystems;
  fs.mount(MEMFS, {}, TMP);
  fs.chmod(TMP, 0o1777);
  const { dir, file } = MEMFS.ops_table;
  const quota = new Quota(fs, tmpBytes);
  const notes = new TmpNotes(fs, sender);

  const guard = (node: FsNode): void => {
    if (node.mount.mountpoint !== TMP) throw new fs.ErrnoError(READ_ONLY);
  };

  const { mknod, rename, unlink, rmdir, symlink, setattr } = dir.node;
  dir.node.mknod = (parent, name, mode, device) => {
    // Pyodide opens a device of its own to report a bug of the runtime's.
    if (fs.isChrdev(mode)) return mknod(parent, name, mode, device);
    guard(parent);
    const node = mknod(parent, name, mode, device);
    notes.came(parent, name, fs.isFile(mode));
    return node;
  };
  dir.node.symlink = (parent, name, target) => {
    guard(parent);
    const node = symlink(parent, name, target);
    notes.came(parent, name, false);
    return node;
  };
  dir.node.rmdir = (parent, name) => {
    guard(parent);
    rmdir(parent, name);
    notes.went(parent, name);
  };
  dir.node.setattr = (node, attributes) => {
    guard(node);
    setattr(node, attributes);
    notes.attributes(node);
  };
  dir.node.unlink = (parent, name) => {
    guard(parent);
    quota.release(fs.lookupNode(parent, name));
    unlink(parent, name);
    notes.went(parent, name);
  };
  dir.node.rename = (node, parent, name) => {
    guard(node);
    guard(parent);
    quota.releaseIfThere(parent, name);
    const [oldParent, oldName] = [node.parent, node.name];
    rename(node, parent, name);
    notes.moved(node, oldParent, oldName, parent);
  };
  dir.node.statfs = () => quota.statfs();

  const { node: nodes, stream: streams } = file;
  const setFileAttributes = nodes.setattr;
  nodes.setattr = (node, attributes) => {
    guard(node);
    const before = node.usedBytes;
    if (attributes.size !== undefined) quota.resize(node, attributes.size);
    setFileAttributes(node, attributes);
    if (attributes.size === undefined) notes.attributes(node);
    else notes.wrote(node, Math.min(before, attributes.size), Number.POSITIVE_INFINITY);
  };
  const write = streams.write;
  streams.open = (stream) => {
    if ((stream.flags & WRITING) !== 0) guard(stream.node);
    // Emscripten takes the process for the owner of all files. The package is owned by another user.
    const { mount, mode } = stream.node;
    if (mount.mountpoint !== TMP && (mode & READ_BY_OTHERS) === 0) throw new fs.ErrnoError(NOT_PERMITTED);
  };
  streams.write = (stream, bytes, offset, length, position, canOwn) => {
    guard(stream.node);
    const before = stream.node.usedBytes;
    quota.resize(stream.node, Math.max(before, position + length));
    const written = write(stream, bytes, offset, length, position, canOwn);
    // A gap before it is filled with zeros.
    notes.wrote(stream.node, Math.min(before, position), position + length);
    return written;
  };
  streams.close = (stream) => {
    quota.closed(stream);
    sender.settle();
  };
  restoreTmp(fs, left);
  notes.begin(left);
}

/** Counts the bytes of `/tmp`. A file that was deleted while open counts until it is closed, as on any Unix. */
class Quota {
  readonly #fs: EmscriptenFs;
  readonly #limit: number;
  readonly #deleted = new Set<FsNode>();
  #used = 0;

  constructor(fs: EmscriptenFs, limit: number) {
    this.#fs = fs;
    this.#limit = limit;
  }

  /** Before a file gets its new size. */
  resize(node: FsNode, size: number): void {
    const used = this.#used + size - node.usedBytes;
    if (used > this.#limit && size > node.usedBytes) throw new this.#fs.ErrnoError(NO_SPACE);
    this.#used = used;
  }

  release(node: FsNode): void {
    if (!this.#fs.isFile(node.mode)) return;
    if (this.#fs.streams.some((stream) => stream?.node === node)) this.#deleted.add(node);
    else this.#used -= node.usedBytes;
  }

  releaseIfThere(parent: FsNode, name: string): void {
    let node: FsNode;
    try {
      node = this.#fs.lookupNode(parent, name);
    } catch {
      return;
    }
    this.release(node);
  }

  closed({ node }: FsStream): void {
    if (!this.#deleted.has(node)) return;
    const open = this.#fs.streams.filter((stream) => stream?.node === node).length;
    if (open > 1) return;
    this.#deleted.delete(node);
    this.#used -= node.usedBytes;
  }

  /** What `os.statvfs` and `shutil.disk_usage` tell of `/tmp`. */
  statfs(): Record<string, number> {
    const free = Math.floor(Math.max(0, this.#limit - this.#used) / BLOCK);
    return { bsize: BLOCK, frsize: BLOCK, blocks: Math.floor(this.#limit / BLOCK), bfree: free, bavail: free };
  }
}
