/**
 * The `exports` and `imports` fields of package.json. The algorithm is Node.js's PACKAGE_TARGET_RESOLVE
 * (nodejs.org/api/esm.html#resolution-algorithm-specification): keys by longest match, conditions in their own order.
 */

/** Where a subpath leads: a path relative to the package, another specifier (imports only), or nowhere. */
export type Target = { readonly kind: "relative"; readonly path: string } | { readonly kind: "bare"; readonly specifier: string };

/**
 * `subpath`: `"."`, `"./feature"`, or for imports `"#internal"`. `null`: the package does not export it.
 */
export function resolvePackageField(
  field: unknown,
  subpath: string,
  conditions: ReadonlySet<string>,
): Target | null {
  const table = isTable(field) && Object.keys(field).some((key) => key.startsWith(".") || key.startsWith("#"));
  const map: Record<string, unknown> = table ? (field) : { ".": field };
  if (Object.hasOwn(map, subpath) && !subpath.includes("*")) return target(map[subpath], "", conditions);
  let best: { key: string; match: string } | null = null;
  for (const key of Object.keys(map)) {
    const star = key.indexOf("*");
    if (star < 0 || key.lastIndexOf("*") !== star) continue;
    const [before, after] = [key.slice(0, star), key.slice(star + 1)];
    if (!subpath.startsWith(before) || subpath === before || !subpath.endsWith(after)) continue;
    if (subpath.length < key.length) continue;
    if (best !== null && !isMoreSpecific(key, best.key)) continue;
    best = { key, match: subpath.slice(before.length, subpath.length - after.length) };
  }
  return best === null ? null : target(map[best.key], best.match, conditions);
}

function isMoreSpecific(key: string, other: string): boolean {
  const [base, otherBase] = [key.indexOf("*"), other.indexOf("*")];
  return base === otherBase ? key.length > other.length : base > otherBase;
}

function target(value: unknown, match: string, conditions: ReadonlySet<string>): Target | null {
  if (typeof value === "string") {
    const filled = value.replaceAll("*", match);
    if (!filled.startsWith("./")) return { kind: "bare", specifier: filled };
    // A target may not climb out of its package.
    return /(^|\/)(\.\.|node_modules)(\/|$)/u.test(filled.slice(2)) ? null : { kind: "relative", path: filled };
  }
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = target(one, match, conditions);
      if (found !== null) return found;
    }
    return null;
  }
  if (!isTable(value)) return null;
  for (const [condition, one] of Object.entries(value)) {
    if (condition !== "default" && !conditions.has(condition)) continue;
    const found = target(one, match, conditions);
    if (found !== null) return found;
  }
  return null;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
