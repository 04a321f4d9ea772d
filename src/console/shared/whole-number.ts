/** A whole number that was typed, as every field for numbers reads it: digits alone. Undefined for anything else, `1e3` and `+5` too. */
export function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
