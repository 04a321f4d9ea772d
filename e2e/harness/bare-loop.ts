/**
 * What a simulation cannot do without, and nothing else: the baseline of the engine's speed. Poisson arrivals,
 * exponential durations, one binary heap in typed arrays keyed (time, sequence), a stack of idle servers and a count.
 * No concurrency limits, no versions, no retries, no series, one function.
 */
export function bareLoop(requests: number, ratePerSecond: number, meanMs: number): number {
  const CAPACITY = 4096;
  const BLOCK = 1024;
  const times = new Float64Array(CAPACITY);
  const sequences = new Float64Array(CAPACITY);
  const subjects = new Int32Array(CAPACITY);
  const idle = new Int32Array(CAPACITY);
  const draws = new Float64Array(BLOCK);
  let length = 0;
  let sequence = 0;
  let idleCount = 0;
  let servers = 0;
  let at = BLOCK;
  let [a, b, c, d] = [0x9e3779b9 | 0, 0x85ebca6b | 0, 0xc2b2ae35 | 0, 0x27d4eb2f | 0];

  /** xoshiro128**, a block at a time. */
  const refill = (): void => {
    for (let index = 0; index < BLOCK; index++) {
      const five = Math.imul(b, 5);
      const word = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      draws[index] = -Math.log(1 - word / 0x1_0000_0000);
    }
    at = 0;
  };
  const exponential = (): number => {
    if (at === BLOCK) refill();
    return draws[at++]!;
  };
  const push = (time: number, subject: number): void => {
    const own = sequence++;
    let hole = length++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (time > times[parent]! || (time === times[parent]! && own > sequences[parent]!)) break;
      times[hole] = times[parent]!;
      sequences[hole] = sequences[parent]!;
      subjects[hole] = subjects[parent]!;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = own;
    subjects[hole] = subject;
  };
  const removeFirst = (): void => {
    const last = --length;
    const time = times[last]!;
    const own = sequences[last]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      const right = child + 1;
      const difference = right < last ? times[right]! - times[child]! : 1;
      if (difference < 0 || (difference === 0 && sequences[right]! < sequences[child]!)) child = right;
      if (time < times[child]! || (time === times[child]! && own < sequences[child]!)) break;
      times[hole] = times[child]!;
      sequences[hole] = sequences[child]!;
      subjects[hole] = subjects[child]!;
      hole = child;
    }
    times[hole] = time;
    sequences[hole] = own;
    subjects[hole] = subjects[last]!;
  };

  const gapMs = 1000 / ratePerSecond;
  const ARRIVAL = -1;
  push(exponential() * gapMs, ARRIVAL);
  let offered = 0;
  while (offered < requests) {
    const now = times[0]!;
    const subject = subjects[0]!;
    removeFirst();
    if (subject !== ARRIVAL) {
      idle[idleCount++] = subject;
      continue;
    }
    offered++;
    push(now + exponential() * gapMs, ARRIVAL);
    push(now + exponential() * meanMs, idleCount > 0 ? idle[--idleCount]! : servers++);
  }
  return servers;
}
