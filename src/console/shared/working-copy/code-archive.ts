import { unzipSync, zipSync, type Zippable } from "fflate";
import type { Files } from "./working-copy.ts";

/** The console's editor opens packages up to 3 MB; larger ones are deployed from a .zip file. AWS's own limit. */
export const MAX_EDITABLE_BYTES = 3 * 1024 * 1024;

/** Unpacked, a package of a few MB can hold gigabytes of zeros: more than this is not taken into the page. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Zip times start in 1980. One and the same time for all files: the same files make the same CodeSha256. */
const ZIP_TIME = new Date(1980, 0, 1);

/** The files of a zip by path. Throws an Error with a sentence where it is no zip, or unpacks to more than the page can hold. */
export function unpack(zip: Uint8Array): Files {
  let unpacked = 0;
  const entries = unzipSync(zip, {
    filter: ({ originalSize }) => {
      unpacked += originalSize;
      if (unpacked > MAX_UNPACKED_BYTES) throw new Error("The package unpacks to more than 64 MB, which the editor does not hold.");
      return true;
    },
  });
  return new Map(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A zip of the files, the same bytes for the same files. */
export function pack(files: Files): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const [path, bytes] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) entries[path] = bytes;
  return new Uint8Array(zipSync(entries, { mtime: ZIP_TIME, level: 6 }));
}
