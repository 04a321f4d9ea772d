/**
 * A snapshot of Python's memory as a WebAssembly module: its data segments are the pages, and instantiating it on
 * another instance's memory writes them there. The engine keeps the module's bytes once a process, so that an
 * environment costs one native copy and nothing crosses a message port.
 */

/** The custom section with {@link SnapshotFacts} as JSON text. */
export const FACTS_SECTION = "lambdarium.snapshot";

export interface SnapshotFacts {
  /** Size of the memory in bytes; the instance must be grown to it first. */
  readonly bytes: number;
  /** What Pyodide keeps beside the memory (`restoreSnapshot` returns it). */
  readonly pyodide: unknown;
}

export function snapshotFacts(module: WebAssembly.Module): SnapshotFacts {
  const [section] = WebAssembly.Module.customSections(module, FACTS_SECTION);
  if (section === undefined) throw new Error("The snapshot module carries no facts");
  return JSON.parse(new TextDecoder().decode(section)) as SnapshotFacts;
}

/** Writes the pages into `memory`, which must be large enough already. */
export function writePages(module: WebAssembly.Module, memory: WebAssembly.Memory): void {
  // Instantiating is the copy; the instance itself has nothing to offer.
  void new WebAssembly.Instance(module, { lambdarium: { memory } });
}
