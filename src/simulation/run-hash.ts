const time = new Float64Array(1);
const words = new Int32Array(time.buffer);
// The low word first, whatever the machine's byte order.
time[0] = 1;
const [LOW, HIGH] = words[0] === 0 ? [0, 1] : [1, 0];

/** A hash of a log that is never written: each entry, an instant and a number, is mixed in as it happens (MurmurHash3, 32-bit). */
export class RunHash {
  #hash = 0;
  #entries = 0;

  /** As text: entries and hash. */
  get text(): string {
    let hash = this.#hash ^ this.#entries;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return `${this.#entries}-${((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, "0")}`;
  }

  /** @param what a 32-bit integer */
  add(now: number, what: number): void {
    time[0] = now;
    this.#hash = mixed(mixed(mixed(this.#hash, words[LOW]!), words[HIGH]!), what);
    this.#entries++;
  }
}

function mixed(hash: number, word: number): number {
  const block = Math.imul(word, 0xcc9e2d51);
  const next = hash ^ Math.imul((block << 15) | (block >>> 17), 0x1b873593);
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}
