/**
 * The parts of Pyodide 314 and of Emscripten's file system that this folder touches. Several are internal
 * (underscored or `API`): package.json pins Pyodide exactly, and `python-guest.test.ts` fails when one has moved.
 */

export interface FsNode {
  readonly id: number;
  name: string;
  mode: number;
  readonly parent: FsNode;
  readonly mount: { readonly mountpoint: string };
  /** A file's bytes, perhaps with room to grow; of a folder what is in it, by name. */
  contents: Uint8Array;
  usedBytes: number;
  mtime: number;
  /** Target of a symbolic link. */
  readonly link?: string;
}

export interface FsStream {
  readonly node: FsNode;
  readonly flags: number;
}

/** Emscripten's operations on nodes; `attributes.size` is a truncation. */
export interface DirectoryOps {
  mknod: (parent: FsNode, name: string, mode: number, dev: number) => FsNode;
  rename: (node: FsNode, newParent: FsNode, newName: string) => void;
  unlink: (parent: FsNode, name: string) => void;
  rmdir: (parent: FsNode, name: string) => void;
  symlink: (parent: FsNode, name: string, target: string) => FsNode;
  setattr: (node: FsNode, attributes: { size?: number }) => void;
  statfs?: (root: unknown) => Record<string, number>;
}

export interface FileOps {
  readonly node: { setattr: (node: FsNode, attributes: { size?: number }) => void };
  readonly stream: {
    open?: (stream: FsStream) => void;
    close?: (stream: FsStream) => void;
    write: (stream: FsStream, bytes: Uint8Array, offset: number, length: number, position: number, canOwn?: boolean) => number;
  };
}

export interface EmscriptenFs {
  readonly filesystems: {
    readonly MEMFS: { readonly ops_table: { readonly dir: { readonly node: DirectoryOps }; readonly file: FileOps } };
  };
  readonly ErrnoError: new (errno: number) => Error;
  readonly streams: readonly (FsStream | null | undefined)[];
  readonly currentPath: string;
  mkdirTree(path: string): void;
  mount(type: unknown, options: object, path: string): void;
  writeFile(path: string, bytes: Uint8Array, options?: { canOwn?: boolean; mode?: number }): void;
  lookupPath(path: string, options?: { follow?: boolean }): { readonly node: FsNode };
  getPath(node: FsNode): string;
  lookupNode(parent: FsNode, name: string): FsNode;
  isFile(mode: number): boolean;
  isDir(mode: number): boolean;
  isLink(mode: number): boolean;
  isChrdev(mode: number): boolean;
  mkdir(path: string): void;
  symlink(target: string, path: string): void;
  chdir(path: string): void;
  chmod(path: string, mode: number): void;
}

/** A Python object held from JavaScript. */
export interface PyProxy {
  (...args: unknown[]): unknown;
  readonly type: string;
  /** Any attribute; that it exists is the caller's knowledge. */
  readonly [attribute: string]: unknown;
  destroy(): void;
}

export interface PyodideApi {
  config: Record<string, unknown>;
  runtimeEnv: Record<string, boolean>;
  pyVersionTuple: readonly [number, number, number];
  sitePackages: string;
  readonly sys: { readonly path: { insert(index: number, path: string): void } };
  readonly importlib: { import_module(name: string): PyProxy };
  readonly _pyodide: { set_excepthook(): void };
  finalizeBootstrap(snapshot: unknown): PublicApi;
  initializeStreams(stdin?: unknown, stdout?: unknown, stderr?: unknown): void;
}

/** What Pyodide's documentation calls `pyodide`. */
export interface PublicApi {
  runPython(source: string): unknown;
  setStdin(options: { read: (into: Uint8Array) => number }): void;
  setStdout(options: { write: (bytes: Uint8Array) => number; isatty?: boolean }): void;
  setStderr(options: { write: (bytes: Uint8Array) => number; isatty?: boolean }): void;
  makeMemorySnapshot(): Uint8Array;
  /** Python's loop looks into this buffer now and then, by a call to JavaScript. 0: go on. */
  setInterruptBuffer(buffer: Uint8Array): void;
}

/** Emscripten's Module object. */
export interface PyodideModule {
  readonly API: PyodideApi;
  readonly FS: EmscriptenFs;
  readonly ENV: Record<string, string>;
  readonly HEAP8: Int8Array;
  readonly HEAPU32: Uint32Array;
  readonly _Py_Version: number;
  /** Grows the memory to at least so many bytes and renews the views; 1 if it could. */
  growMemory(bytes: number): number | undefined;
}

export type WasmImports = Record<string, Record<string, unknown>>;

/** The default export of `pyodide.asm.mjs`. It fills in the very object it is given. */
export type CreatePyodideModule = (settings: Record<string, unknown>) => Promise<PyodideModule>;
