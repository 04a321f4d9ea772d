/**
 * `node:fs` by memfs: `/var/task` holds the deployment package and is read-only, `/tmp` is writable up to the
 * function's ephemeral storage and outlives the process, everything else is read-only.
 */
import { createFsFromVolume, Volume } from "memfs";
import type { GuestSpec } from "../../guest-protocol.ts";
import type { TmpSender } from "../../tmp-sender.ts";
import { type FileNode, type MemfsCore, restoreTmp, watchTmp, type Written } from "./tmp-files.ts";

type AnyFunction = (this: unknown, ...parts: unknown[]) => unknown;

/** Which parameters of a function are paths that it writes to. */
const WRITES: Readonly<Record<string, readonly number[]>> = {
  appendFile: [0],
  chmod: [0],
  chown: [0],
  copyFile: [1],
  cp: [1],
  createWriteStream: [0],
  lchmod: [0],
  lchown: [0],
  link: [1],
  lutimes: [0],
  mkdir: [0],
  mkdtemp: [0],
  rename: [0, 1],
  rm: [0],
  rmdir: [0],
  symlink: [1],
  truncate: [0],
  unlink: [0],
  utimes: [0],
  writeFile: [0],
};
/** O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND. */
const WRITE_FLAGS = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000;

export function createFs(spec: GuestSpec, tmp: TmpSender): unknown {
  const volume = new Volume();
  volume.mkdirSync("/tmp", { recursive: true });
  volume.mkdirSync("/var/task", { recursive: true });
  volume.mkdirSync("/opt", { recursive: true });
  for (const [name, bytes] of spec.files) {
    const path = `/var/task/${name}`;
    volume.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    volume.writeFileSync(path, bytes);
  }
  const { _core: core } = volume as unknown as { _core: MemfsCore };
  for (const [name, mode] of spec.unreadable ?? []) {
    const path = `/var/task/${name}`;
    volume.chmodSync(path, mode);
    // memfs takes the process for the owner of all files. The package is owned by another user.
    Object.assign(core.getResolvedLink(path)?.getNode() ?? {}, { canRead: () => false });
  }
  refuseCircles(core);
  const written = limit(core, spec.ephemeralStorageMb * 1024 * 1024);
  restoreTmp(core, volume, spec.tmp);
  watchTmp(core, written, tmp, spec.tmp);
  const fs = createFsFromVolume(volume) as unknown as Record<string, unknown>;
  const promises = guard(fs["promises"] as Record<string, unknown>, (error) => Promise.reject(error));
  return { ...guard(fs, refuse), promises };
}

/** What a refused call does: throw, or call back when a callback is there. */
function refuse(error: Error, parts: readonly unknown[]): unknown {
  const callback = parts.at(-1);
  if (typeof callback !== "function") throw error;
  queueMicrotask(() => (callback as (error: Error) => void)(error));
  return undefined;
}

function guard(
  functions: Record<string, unknown>,
  onRefusal: (error: Error, parts: readonly unknown[]) => unknown,
): Record<string, unknown> {
  const guarded: Record<string, unknown> = {};
  for (const name of Object.keys(functions).concat(Object.getOwnPropertyNames(Object.getPrototypeOf(functions)))) {
    const original = functions[name];
    if (typeof original !== "function" || name === "constructor") {
      if (name !== "constructor" && name !== "promises") guarded[name] = original;
      continue;
    }
    const plain = name.replace(/Sync$/u, "");
    const paths = plain === "open" ? [0] : WRITES[plain];
    if (paths === undefined) {
      guarded[name] = /^[A-Z]/u.test(name) ? original : (original as AnyFunction).bind(functions);
      continue;
    }
    guarded[name] = (...parts: unknown[]) => {
      const writing = plain !== "open" || opensForWriting(parts[1]);
      const forbidden = writing ? paths.map((index) => parts[index]).find(isReadOnly) : undefined;
      if (forbidden !== undefined) return onRefusal(readOnly(plain, pathText(forbidden)), parts);
      return Reflect.apply(original, functions, parts);
    };
  }
  return guarded;
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === "number") return (flags & WRITE_FLAGS) !== 0;
  return typeof flags === "string" && flags !== "r" && flags !== "rs" && flags !== "sr";
}

/** Descriptors are not paths: they were judged when they were opened. */
function isReadOnly(target: unknown): boolean {
  if (typeof target === "number" || target === undefined || typeof target === "function") return false;
  const text = pathText(target);
  const parts: string[] = [];
  for (const part of (text.startsWith("/") ? text : `/var/task/${text}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts[0] !== "tmp";
}

function pathText(path: unknown): string {
  if (path instanceof URL) return decodeURIComponent(path.pathname);
  return path instanceof Uint8Array ? new TextDecoder().decode(path) : (path as string);
}

function readOnly(call: string, path: string): Error {
  const syscall = call === "writeFile" || call === "appendFile" || call === "createWriteStream" ? "open" : call;
  return Object.assign(new Error(`EROFS: read-only file system, ${syscall} '${path}'`), {
    code: "EROFS",
    errno: -30,
    syscall,
    path,
  });
}

/** memfs would move a folder into itself, where nobody finds it again. */
function refuseCircles(core: MemfsCore): void {
  const { rename } = core;
  core.rename = (from, to) => {
    const moved = core.getResolvedLink(from);
    for (let above = core.getResolvedLink(to.slice(0, to.lastIndexOf("/"))); above !== null; above = above.parent === above ? null : above.parent) {
      if (above === moved) throw Object.assign(new Error(`EINVAL: invalid argument, rename '${from}' -> '${to}'`), { code: "EINVAL", errno: -22, syscall: "rename", path: from, dest: to });
    }
    rename(from, to);
  };
}

/**
 * Keeps `/tmp` within its size. Growth is counted as it happens; only when the count reaches the quota is the true
 * sum taken (files may have shrunk or gone), so that a write costs nothing. Answers what was written last.
 */
function limit(core: MemfsCore, quotaBytes: number): Written {
  const { inodes } = core;
  const createNode = core.createNode.bind(core);
  const written: Written = { node: null, from: 0, to: 0 };
  const note = (node: FileNode, from: number, to: number): void => void Object.assign(written, { node, from, to });
  const used = (): number => Object.values(inodes).reduce((sum, node) => sum + (node.isFile() ? node.size : 0), 0);
  const packageBytes = used();
  const sample = Object.values(inodes)[0];
  if (sample === undefined) return written;
  const plain = Object.getPrototypeOf(sample) as FileNode;
  let counted = 0;
  const grow = (file: FileNode, size: number): void => {
    const growth = size - file.size;
    if (growth <= 0) return;
    if (counted + growth > quotaBytes) counted = used() - packageBytes;
    if (counted + growth > quotaBytes)
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), {
        code: "ENOSPC",
        errno: -28,
        syscall: "write",
      });
    counted += growth;
  };
  // What is made from now on has these methods before memfs's own.
  const node = Object.create(plain) as FileNode;
  core.createNode = (mode) => Object.setPrototypeOf(createNode(mode), node) as FileNode;
  node.write = function (bytes, offset = 0, length = bytes.length, position = 0) {
    const end = position + Math.min(length, bytes.length - offset);
    grow(this, end);
    // A gap before it is filled with zeros.
    note(this, Math.min(position, this.size), end);
    return plain.write.call(this, bytes, offset, length, position);
  };
  node._setBuf = function (bytes) {
    grow(this, bytes.length);
    note(this, 0, bytes.length);
    plain._setBuf.call(this, bytes);
  };
  node.truncate = function (length = 0) {
    grow(this, length);
    note(this, Math.max(0, Math.min(length, this.size)), Number.POSITIVE_INFINITY);
    plain.truncate.call(this, length);
  };
  return written;
}
