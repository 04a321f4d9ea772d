import { ownNow } from "../own-platform.ts";

/**
 * Blocks the thread for so many milliseconds without using the processor. A page that is not cross-origin isolated
 * cannot *share* memory, but a shared WebAssembly memory of one's own can still be waited on. Where an engine
 * refuses that too, the thread spins: slower for all, never wrong.
 */
export function makeSleep(): (milliseconds: number) => void {
  try {
    const cell = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
    Atomics.wait(cell, 0, 0, 0);
    return (milliseconds) => void Atomics.wait(cell, 0, 0, milliseconds);
  } catch {
    return spin;
  }
}

function spin(milliseconds: number): void {
  const until = ownNow() + milliseconds;
  while (ownNow() < until);
}
