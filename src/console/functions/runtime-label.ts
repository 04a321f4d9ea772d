import { RUNTIMES } from "#services/lambda/configuration/runtimes.ts";

/** `Python 3.14` for `python3.14`; the identifier itself where the console has no name for it. */
export function runtimeLabel(id: string | undefined): string {
  return RUNTIMES.find((runtime) => runtime.id === id)?.label ?? id ?? "-";
}
