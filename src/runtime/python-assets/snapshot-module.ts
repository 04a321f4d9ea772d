/** Writes the WebAssembly module that guest/python/snapshot.ts reads: pages as data segments, facts as a custom section. */
import type { SnapshotFacts } from "../guest/python/snapshot.ts";
import { FACTS_SECTION } from "../guest/python/snapshot.ts";

/** Fewer zeros than this are cheaper to copy than a segment of their own is to read. */
const GAP = 64;
const PAGE = 65536;

/**
 * `denseBytes`: up to here a fresh instance's memory is not zero, so zeros must be written too; beyond, runs of zeros
 * are left out.
 */
export function snapshotModule(memory: Uint8Array, denseBytes: number, facts: SnapshotFacts): Uint8Array {
  const segments = [...segmentsOf(memory, denseBytes)];
  const data = concat([
    leb(segments.length),
    ...segments.flatMap(([from, to]) => [
      Uint8Array.of(0x00, 0x41), // active, offset: i32.const
      signedLeb(from),
      Uint8Array.of(0x0b),
      leb(to - from),
      memory.subarray(from, to),
    ]),
  ]);
  const imports = concat([leb(1), name("lambdarium"), name("memory"), Uint8Array.of(0x02, 0x00), leb(memory.length / PAGE)]);
  return concat([
    Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
    section(0, concat([name(FACTS_SECTION), encode(JSON.stringify(facts))])),
    section(2, imports),
    section(11, data),
  ]);
}

function* segmentsOf(memory: Uint8Array, denseBytes: number): Generator<readonly [number, number]> {
  let from = 0;
  let end = denseBytes;
  for (let at = denseBytes; at < memory.length; at++) {
    if (memory[at] === 0) continue;
    if (at - end >= GAP) {
      if (end > from) yield [from, end];
      from = at;
    }
    end = at + 1;
  }
  if (end > from) yield [from, end];
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const name = (text: string): Uint8Array => concat([leb(encode(text).length), encode(text)]);
const section = (id: number, body: Uint8Array): Uint8Array => concat([Uint8Array.of(id), leb(body.length), body]);

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function leb(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  do {
    const more = left > 127;
    bytes.push((left & 127) | (more ? 128 : 0));
    left >>>= 7;
  } while (left > 0);
  return Uint8Array.from(bytes);
}

function signedLeb(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (;;) {
    const low = left & 127;
    left >>= 7;
    const done = (left === 0 && (low & 64) === 0) || (left === -1 && (low & 64) !== 0);
    bytes.push(done ? low : low | 128);
    if (done) return Uint8Array.from(bytes);
  }
}
