/** A stream of random numbers: xoshiro128** (Blackman and Vigna), 128 bits of state, period 2^128 - 1. */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Four 32-bit words of state, not all zero. Use {@link randomStream}. */
  constructor(a: number, b: number, c: number, d: number) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
    if ((this.#a | this.#b | this.#c | this.#d) === 0) this.#a = 1;
  }

  /** Uniform integer in [0, 2^32). */
  uint32(): number {
    const five = Math.imul(this.#b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** Uniform in [0, 1), with 53 bits: two draws of {@link uint32}. */
  next(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** Fills `target` with {@link uint32} / 2^32, one draw of 32 bits each: in a block the state stays in registers. */
  fill(target: Float64Array): void {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let index = 0; index < target.length; index++) {
      const five = Math.imul(b, 5);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      target[index] = (Math.imul((five << 7) | (five >>> 25), 9) >>> 0) * 2 ** -32;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}

/**
 * The stream of a name under a seed. Streams of different names or seeds are independent for every practical purpose:
 * both texts go, each with its length, through MurmurHash3 four times under different keys.
 */
export function randomStream(seed: string | number, name: string): RandomStream {
  const text = `${String(seed).length}:${seed}:${name}`;
  return new RandomStream(murmur3(text, 0x9e3779b9), murmur3(text, 0x85ebca6b), murmur3(text, 0xc2b2ae35), murmur3(text, 0x27d4eb2f));
}

/** MurmurHash3 (32-bit) over a text's UTF-16 units, one block each. */
function murmur3(text: string, key: number): number {
  let hash = key | 0;
  for (let index = 0; index < text.length; index++) {
    let block = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
    hash ^= block;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
