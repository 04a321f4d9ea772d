import { baseName, parentFolder } from "../../shared/working-copy/file-path.ts";

/** A visible row of the file tree. Folders' paths end in `/`. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
  /** From 1. */
  readonly level: number;
  readonly expanded: boolean;
  /** Place among its siblings, from 1, and their number. */
  readonly position: number;
  readonly siblings: number;
}

/** The rows of the tree in order: folders first, then files, both by name; what is in a collapsed folder is left out. */
export function treeRows(paths: Iterable<string>, collapsed: ReadonlySet<string>): TreeRow[] {
  const children = new Map<string, Set<string>>([["", new Set()]]);
  for (const path of paths) {
    let child = path;
    for (let parent = parentFolder(child); ; child = parent, parent = parentFolder(child)) {
      const known = children.get(parent) ?? new Set<string>();
      children.set(parent, known.add(child));
      if (parent === "") break;
    }
    if (path.endsWith("/") && !children.has(path)) children.set(path, new Set());
  }
  const rows: TreeRow[] = [];
  const visit = (folder: string, level: number): void => {
    const entries = [...(children.get(folder) ?? [])].toSorted(
      (a, b) => Number(b.endsWith("/")) - Number(a.endsWith("/")) || a.localeCompare(b, "en"),
    );
    entries.forEach((path, index) => {
      const isFolder = path.endsWith("/");
      const expanded = isFolder && !collapsed.has(path);
      rows.push({ path, name: baseName(path), isFolder, level, expanded, position: index + 1, siblings: entries.length });
      if (expanded) visit(path, level + 1);
    });
  };
  visit("", 1);
  return rows;
}

/** The file that opens first: the one that the handler names (`lambda_function.lambda_handler`), else the first file. */
export function firstFile(paths: Iterable<string>, handler: string | undefined): string | undefined {
  const files = [...paths].filter((path) => !path.endsWith("/")).toSorted();
  const module = (handler ?? "").replace(/\.[^./]*$/, "");
  const candidates = [module, module.replaceAll(".", "/")].flatMap((base) => ["py", "mjs", "js", "cjs", "ts", "mts"].map((extension) => `${base}.${extension}`));
  return candidates.find((candidate) => files.includes(candidate)) ?? files[0];
}
