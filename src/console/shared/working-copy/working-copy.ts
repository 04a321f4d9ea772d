/** The files of a deployment package with a draft's edits laid over them. Pure; nothing here is changed in place. */

export type Files = ReadonlyMap<string, Uint8Array>;
export type Changes = ReadonlyMap<string, Uint8Array | null>;

export interface FileChange {
  readonly path: string;
  readonly kind: "added" | "changed" | "deleted";
}

/** The files as the editor shows them, by path. */
export function applyChanges(base: Files, changes: Changes): Files {
  if (changes.size === 0) return base;
  const files = new Map(base);
  for (const [path, bytes] of changes) {
    if (bytes === null) files.delete(path);
    else files.set(path, bytes);
  }
  return files;
}

/** What must be laid over `base` to get `files`. */
export function changesBetween(base: Files, files: Files): Changes {
  const changes = new Map<string, Uint8Array | null>();
  for (const path of base.keys()) if (!files.has(path)) changes.set(path, null);
  for (const [path, bytes] of files) {
    const before = base.get(path);
    if (!before || !sameBytes(before, bytes)) changes.set(path, bytes);
  }
  return changes;
}

/** The changes with one file written; a file that equals the package's again is no change. */
export function withFile(base: Files, changes: Changes, path: string, bytes: Uint8Array): Changes {
  const next = new Map(changes);
  const before = base.get(path);
  if (before && sameBytes(before, bytes)) next.delete(path);
  else next.set(path, bytes);
  return next;
}

/** The changes with a file removed, or a folder (`a/`) with all that it holds. */
export function without(base: Files, changes: Changes, path: string): Changes {
  const next = new Map(changes);
  for (const candidate of applyChanges(base, changes).keys()) {
    if (candidate !== path && !(path.endsWith("/") && candidate.startsWith(path))) continue;
    if (base.has(candidate)) next.set(candidate, null);
    else next.delete(candidate);
  }
  return next;
}

/** The changes with a file renamed, or a folder (`a/` → `b/`) with all that it holds. */
export function renamed(base: Files, changes: Changes, from: string, to: string): Changes {
  let next = without(base, changes, from);
  for (const [path, bytes] of applyChanges(base, changes)) {
    if (path === from) next = withFile(base, next, to, bytes);
    else if (from.endsWith("/") && path.startsWith(from)) next = withFile(base, next, to + path.slice(from.length), bytes);
  }
  return next;
}

/** What a draft does to each file, in the order of paths. */
export function describeChanges(base: Files, changes: Changes): FileChange[] {
  return [...changes]
    .map(([path, bytes]): FileChange => ({ path, kind: bytes === null ? "deleted" : base.has(path) ? "changed" : "added" }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));
}

/** The text of a file, or undefined where it is none: not UTF-8, or with a NUL. A byte order mark is kept. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
