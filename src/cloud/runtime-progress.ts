import type { GuestProgress } from "#runtime/guest-files.ts";
import type { RuntimeProgress } from "./protocol.ts";

/** Turns the runtime's word on every chunk into at most a hundred words a family: one a percent, and the last; the download after a failed one begins anew. */
export function watchRuntimeProgress(tell: (progress: RuntimeProgress) => void): (progress: GuestProgress) => void {
  const told = new Map<string, number>();
  return ({ family, loadedBytes, totalBytes, file, failed = false }) => {
    const done = failed || loadedBytes >= totalBytes;
    const percent = done ? 100 : Math.floor((loadedBytes / totalBytes) * 100);
    if (told.get(family) === percent) return;
    told.set(family, percent);
    if (failed) told.delete(family);
    tell({ family, stage: file, loadedBytes, totalBytes, done });
  };
}
