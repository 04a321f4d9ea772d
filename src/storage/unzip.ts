import { Inflate } from "fflate";
import { concatenated } from "#services/bytes.ts";
import { crc32 } from "#services/crc.ts";
import { ZipProblem, type ZipEntry } from "./zip-directory.ts";

/** Packed bytes given to the inflater at once: what they become, at most 1,032 times as much, bounds the overshoot. */
const STEP = 16 * 1024;

/**
 * The bytes of one member. What it declares is not believed: inflating stops as soon as more bytes come than declared,
 * and fewer bytes or another checksum is an error. Throws a {@link ZipProblem}.
 */
export function unzipEntry({ name, method, packed, size, crc32: expected }: ZipEntry): Uint8Array {
  const bytes = method === 0 ? packed.slice() : method === 8 ? inflate(packed, size) : undefined;
  if (!bytes) throw new ZipProblem(`${name} is packed with method ${method}`);
  if (bytes.length !== size) throw new ZipProblem(`${name} has ${bytes.length} bytes and declares ${size}`);
  if (crc32([bytes]) !== expected) throw new ZipProblem(`${name} has another checksum than it declares`);
  return bytes;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const inflater = new Inflate((chunk) => {
    total += chunk.length;
    if (total > size) throw new ZipProblem("a member is larger than it declares");
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at === 0 || at < packed.length; at += STEP) {
      inflater.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
    }
  } catch (error) {
    if (error instanceof ZipProblem) throw error;
    throw new ZipProblem("a member cannot be inflated", { cause: error });
  }
  return concatenated(chunks);
}
