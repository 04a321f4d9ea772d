/**
 * Lambda's file system on Emscripten's: everything is read-only but `/tmp`, which holds as much as the function's
 * ephemeral storage. All nodes of Emscripten's memory file system share one table of operations: it is guarded there.
 */
import type { EmscriptenFs, FsNode, FsStream } from "./pyodide-types.ts";

/** Errno values of the C library that Pyodide is built with. */
const READ_ONLY = 69;
const NO_SPACE = 51;
const WRITING = 3;
const BLOCK = 4096;

const TMP = "/tmp";

/** Mounts `/tmp` of so many bytes and locks the rest. Call it once, after `/var/task` is filled. */
export function lockFileSystem(fs: EmscriptenFs, tmpBytes: number): void {
  const { MEMFS } = fs.filesystems;
  fs.mount(MEMFS, {}, TMP);
  fs.chmod(TMP, 0o1777);
  const { dir, file } = MEMFS.ops_table;
  const quota = new Quota(fs, tmpBytes);

  const guard = (node: FsNode): void => {
    if (node.mount.mountpoint !== TMP) throw new fs.ErrnoError(READ_ONLY);
  };

  const { mknod, rename, unlink, rmdir, symlink, setattr } = dir.node;
  dir.node.mknod = (parent, name, mode, device) => {
    // Pyodide opens a device of its own to report a bug of the runtime's.
    if (!fs.isChrdev(mode)) guard(parent);
    return mknod(parent, name, mode, device);
  };
  dir.node.symlink = (parent, name, target) => (guard(parent), symlink(parent, name, target));
  dir.node.rmdir = (parent, name) => (guard(parent), rmdir(parent, name));
  dir.node.setattr = (node, attributes) => (guard(node), setattr(node, attributes));
  dir.node.unlink = (parent, name) => {
    guard(parent);
    quota.release(fs.lookupNode(parent, name));
    unlink(parent, name);
  };
  dir.node.rename = (node, parent, name) => {
    guard(node);
    guard(parent);
    quota.releaseIfThere(parent, name);
    rename(node, parent, name);
  };
  dir.node.statfs = () => quota.statfs();

  const { node: nodes, stream: streams } = file;
  const setFileAttributes = nodes.setattr;
  nodes.setattr = (node, attributes) => {
    guard(node);
    if (attributes.size !== undefined) quota.resize(node, attributes.size);
    setFileAttributes(node, attributes);
  };
  const write = streams.write;
  streams.open = (stream) => {
    if ((stream.flags & WRITING) !== 0) guard(stream.node);
  };
  streams.write = (stream, bytes, offset, length, position, canOwn) => {
    guard(stream.node);
    quota.resize(stream.node, Math.max(stream.node.usedBytes, position + length));
    return write(stream, bytes, offset, length, position, canOwn);
  };
  streams.close = (stream) => quota.closed(stream);
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
