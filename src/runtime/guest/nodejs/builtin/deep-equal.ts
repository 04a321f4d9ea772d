/** Node.js's `isDeepStrictEqual`: prototypes, own enumerable keys, and what a built-in type holds. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  return equal(a, b, true, new Map());
}

/** The loose sibling, for `assert.deepEqual`: primitives by `==`, prototypes do not count. */
export function isDeepLooseEqual(a: unknown, b: unknown): boolean {
  return equal(a, b, false, new Map());
}

function equal(a: unknown, b: unknown, strict: boolean, seen: Map<object, object>): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    // eslint-disable-next-line eqeqeq -- the loose comparison is what is asked for
    return !strict && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (tag(a) !== tag(b)) return false;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp && b instanceof RegExp) return String(a) === String(b) && a.lastIndex === b.lastIndex;
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) return sameBytes(a, b);
  if (a instanceof Set && b instanceof Set) return sameSet(a, b, strict, seen);
  if (a instanceof Map && b instanceof Map) return sameMap(a, b, strict, seen);
  if (isBoxed(a) && isBoxed(b) && !Object.is(a.valueOf(), b.valueOf())) return false;
  return sameKeys(a as Record<string, unknown>, b as Record<string, unknown>, strict, seen);
}

function isBoxed(value: object): boolean {
  return [Number, String, Boolean, BigInt, Symbol].some((type) => value instanceof type);
}

function tag(value: object): string {
  return Object.prototype.toString.call(value);
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const [left, right] = [a, b].map((view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return left?.every((byte, index) => byte === right?.[index]) ?? false;
}

function sameSet(a: Set<unknown>, b: Set<unknown>, strict: boolean, seen: Map<object, object>): boolean {
  if (a.size !== b.size) return false;
  const rest = new Set(b);
  for (const value of a) {
    if (rest.delete(value)) continue;
    const match = [...rest].find((other) => equal(value, other, strict, new Map(seen)));
    if (match === undefined) return false;
    rest.delete(match);
  }
  return true;
}

function sameMap(a: Map<unknown, unknown>, b: Map<unknown, unknown>, strict: boolean, seen: Map<object, object>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.has(key) ? key : [...b.keys()].find((one) => equal(key, one, strict, new Map(seen)));
    if (other === undefined && !b.has(key)) return false;
    if (!equal(value, b.get(other), strict, seen)) return false;
  }
  return true;
}

function sameKeys(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
  strict: boolean,
  seen: Map<object, object>,
): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key], strict, seen));
}
