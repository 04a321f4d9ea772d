import { exponential, logarithm } from "./elementary-functions.ts";
import { type RandomStream, randomStream } from "./random-stream.ts";

/** Draws that a block holds. */
const BLOCK = 1024;

/** What is drawn. All but `uniform`, which lies in [0, 1), have mean 1: scale them. */
export type Distribution =
  | { readonly kind: "uniform" }
  | { readonly kind: "exponential" }
  /** `sigma`: standard deviation of the logarithm. */
  | { readonly kind: "lognormal"; readonly sigma: number }
  | { readonly kind: "fixed" };

/**
 * Draws of one distribution from the stream of one name, made a block at a time: a single draw is the reading of an
 * array. The same seed and name give the same draws in every browser. Draws have 32 bits.
 */
export class Draws {
  readonly #values = new Float64Array(BLOCK);
  readonly #stream: RandomStream;
  readonly #distribution: Distribution;
  #at = BLOCK;

  constructor(seed: string | number, name: string, distribution: Distribution) {
    this.#stream = randomStream(seed, name);
    this.#distribution = distribution;
  }

  next(): number {
    if (this.#at === BLOCK) this.#refill();
    return this.#values[this.#at++]!;
  }

  #refill(): void {
    this.#at = 0;
    const values = this.#values;
    const distribution = this.#distribution;
    if (distribution.kind === "fixed") {
      values.fill(1);
      return;
    }
    this.#stream.fill(values);
    // 1 - u lies in (0, 1]: its logarithm exists.
    if (distribution.kind === "exponential") for (let index = 0; index < BLOCK; index++) values[index] = -logarithm(1 - values[index]!);
    else if (distribution.kind === "lognormal") this.#makeLognormal(distribution.sigma);
  }

  // Pairs of normal draws by Marsaglia's polar method: of a square's points, those within the circle.
  #makeLognormal(sigma: number): void {
    const values = this.#values;
    const shift = (sigma * sigma) / 2;
    for (let index = 0; index < BLOCK; index += 2) {
      let x = 2 * values[index]! - 1;
      let y = 2 * values[index + 1]! - 1;
      let square = x * x + y * y;
      while (square >= 1 || square === 0) {
        x = 2 * this.#stream.next() - 1;
        y = 2 * this.#stream.next() - 1;
        square = x * x + y * y;
      }
      const factor = Math.sqrt((-2 * logarithm(square)) / square);
      values[index] = exponential(sigma * x * factor - shift);
      values[index + 1] = exponential(sigma * y * factor - shift);
    }
  }
}
