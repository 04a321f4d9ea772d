/** Rules for the paths of files in a deployment package: relative, forward slashes, `a/b.py`; a folder's path ends in `/`. */

/** The last part: `a/b.py` → `b.py`, `a/b/` → `b`. */
export function baseName(path: string): string {
  return path.replace(/\/$/, "").split("/").at(-1) ?? path;
}

/** The folder that holds it, with the trailing slash; the root is the empty string. */
export function parentFolder(path: string): string {
  const bare = path.replace(/\/$/, "");
  const cut = bare.lastIndexOf("/");
  return cut < 0 ? "" : bare.slice(0, cut + 1);
}

/**
 * Why a new path cannot be used beside `existing` ones, as a sentence with the way out; undefined when it can.
 * Zip archives and `/var/task` know no absolute paths and no way up.
 */
export function pathProblem(path: string, existing: Iterable<string>): string | undefined {
  const bare = path.replace(/\/$/, "");
  if (bare.trim() === "") return "Enter a name.";
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
  if (/[\u0000-\u001f\u007f\\]/.test(bare)) return "A name has no backslash and no control character. Separate folders with a forward slash (/).";
  const parts = bare.split("/");
  if (bare.startsWith("/")) return "Start with the name of a file or folder, not with a slash: paths are relative to /var/task.";
  if (parts.some((part) => part === "" || part === "." || part === "..")) return "Each part of the path needs a name; “.” and “..” are not names.";
  if (parts.some((part) => part.trim() !== part)) return "A name neither starts nor ends with a space.";
  if (parts.some((part) => new TextEncoder().encode(part).length > 255)) return "Each part of the path has at most 255 bytes.";
  for (const other of existing) {
    const otherBare = other.replace(/\/$/, "");
    if (otherBare === bare || other.startsWith(`${bare}/`)) return `${bare} exists already. Choose another name.`;
    if (!other.endsWith("/") && bare.startsWith(`${other}/`)) return `${other} is a file, so it cannot hold ${baseName(bare)}. Choose another folder.`;
  }
  return undefined;
}
