/**
 * Modules that a browser has nothing for. Their shapes are unenv's, so that a package that only mentions them loads;
 * whatever is called throws a sentence that names it, where unenv would sometimes answer as if it had worked.
 */
export function absentModule(
  name: string,
  shape: Readonly<Record<string, unknown>>,
  kept: readonly string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shape).map(([key, value]) => [
      key,
      typeof value === "function" && !kept.includes(key) ? absent(`${name}.${key}`, value.prototype as unknown) : value,
    ]),
  );
}

/** A function that can be called, constructed and extended, and throws each time. */
function absent(name: string, prototype: unknown): unknown {
  const thrower = function (): never {
    throw Object.assign(new Error(`${name} is not available: the function runs in a browser`), {
      code: "ERR_METHOD_NOT_IMPLEMENTED",
    });
  };
  // `class X extends Socket` and `instanceof` at load time want one.
  if (typeof prototype === "object" && prototype !== null) thrower.prototype = prototype;
  return thrower;
}
