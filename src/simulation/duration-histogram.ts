/** Parts of an octave, as a power of two: a quantile is right to one part in 32. */
const PART_BITS = 5;
const PARTS = 1 << PART_BITS;
/** Values are counted in 64ths of a ms, from 0 to 2^31 of them (9.3 hours). */
const UNIT = 64;
const LIMIT = 2 ** 31 - 1;

/** Durations in ms, counted on a scale that is linear within each octave. Of fixed size. */
export class DurationHistogram {
  readonly #counts = new Float64Array(PARTS * (32 - PART_BITS));
  #count = 0;
  #sum = 0;

  get mean(): number {
    return this.#sum / this.#count;
  }

  add(ms: number): void {
    const value = Math.min(ms * UNIT, LIMIT) | 0;
    // Below PARTS each value has a place of its own; above, an octave has PARTS places.
    const octave = Math.max(0, 31 - PART_BITS - Math.clz32(value | 1));
    this.#counts[octave * PARTS + (value >>> octave)]!++;
    this.#count++;
    this.#sum += ms;
  }

  /** The p-th quantile (0..1), ms, at the middle of its place; NaN of nothing. */
  quantile(p: number): number {
    let left = Math.max(1, Math.ceil(p * this.#count));
    for (let index = 0; index < this.#counts.length; index++) {
      left -= this.#counts[index]!;
      if (left > 0) continue;
      const octave = Math.max(0, (index >>> PART_BITS) - 1);
      return ((index - octave * PARTS + 0.5) * 2 ** octave) / UNIT;
    }
    return Number.NaN;
  }
}
