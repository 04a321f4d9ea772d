/**
 * A value as Java's `toString` prints it, because AWS's messages do: `{2=2.0}`, `[a, b]`.
 *
 * @param double whether numbers inside are Doubles, which always show a fraction
 */
export function javaText(value: unknown, double = false): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return double && Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => javaText(item, double)).join(", ")}]`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `java.nio.HeapByteBuffer[pos=0 lim=${value.byteLength} cap=${value.byteLength}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${key}=${javaText(entry, double)}`)
      .join(", ")}}`;
  }
  // What is left: text, a truth value, a big number.
  return `${value as string | boolean | bigint}`;
}
