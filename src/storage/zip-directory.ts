/** One member of a zip, as its central directory declares it. */
export interface ZipEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "symlink" | "other";
  /** Unix permission bits; null where the zip has none (made on Windows, or by a tool that writes none). */
  readonly permissions: number | null;
  /** 0: stored; 8: deflated. Others are not supported. */
  readonly method: number;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** The packed bytes, a view into the zip. */
  readonly packed: Uint8Array;
}

/** The bytes are no zip that can be read; the message is for developers. */
export class ZipProblem extends Error {}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Reads the central directory, which is what unpackers believe. Inflates nothing. Every offset and length comes from
 * outside, so each is checked against the bytes there are. Throws a {@link ZipProblem}.
 */
export function readZipDirectory(zip: Uint8Array): ZipEntry[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  try {
    const { count, offset } = readEnd(view);
    const entries: ZipEntry[] = [];
    for (let at = offset, n = 0; n < count; n++) {
      const { entry, next } = readEntry(zip, view, at);
      entries.push(entry);
      at = next;
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw new ZipProblem("a length or an offset points outside the zip");
    throw error;
  }
}

function readEnd(view: DataView): { count: number; offset: number } {
  // The end record is followed by nothing but a comment of at most 65,535 bytes.
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    return count === 0xffff || offset === 0xffffffff ? readEnd64(view, at - 20, { count, offset }) : { count, offset };
  }
  throw new ZipProblem("there is no end of a central directory");
}

/** More than 65,534 members, or an offset beyond 4 GB: a second end record, found through its locator. */
function readEnd64(view: DataView, locator: number, plain: { count: number; offset: number }): { count: number; offset: number } {
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return plain;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (view.getUint32(at, true) !== END_64) throw new ZipProblem("the zip64 end record is missing");
  return { count: Number(view.getBigUint64(at + 32, true)), offset: Number(view.getBigUint64(at + 48, true)) };
}

function readEntry(zip: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (view.getUint32(at, true) !== CENTRAL) throw new ZipProblem("the central directory is broken");
  const [madeBy, flags, method] = [view.getUint8(at + 5), view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [number, number, number];
  if (flags & 1) throw new ZipProblem("a member is encrypted");
  const nameAt = at + 46;
  const next = nameAt + nameLength + extraLength + commentLength;
  if (next > zip.length) throw new RangeError();
  const name = decodeName(zip.subarray(nameAt, nameAt + nameLength));
  const sizes = readSizes(view, at, nameAt + nameLength, extraLength);
  const local = sizes.offset;
  if (view.getUint32(local, true) !== LOCAL) throw new ZipProblem("a member's header is missing");
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + sizes.packedSize > zip.length) throw new RangeError();
  const entry: ZipEntry = {
    name,
    ...unixOf(name, madeBy, view.getUint32(at + 38, true) >>> 16),
    method,
    crc32: view.getUint32(at + 16, true),
    packedSize: sizes.packedSize,
    size: sizes.size,
    packed: zip.subarray(start, start + sizes.packedSize),
  };
  return { entry, next };
}

/** Sizes and offset; those that do not fit in 32 bits stand in the zip64 extra field, in this order. */
function readSizes(view: DataView, at: number, extraAt: number, extraLength: number): { size: number; packedSize: number; offset: number } {
  const plain = { size: view.getUint32(at + 24, true), packedSize: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) };
  for (let field = extraAt; field + 4 <= extraAt + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let value = field + 4;
    for (const key of ["size", "packedSize", "offset"] as const) {
      if (plain[key] !== 0xffffffff) continue;
      plain[key] = Number(view.getBigUint64(value, true));
      value += 8;
    }
  }
  return plain;
}

const FORMAT = 0o170000;

/** The upper half of the external attributes is a Unix mode, if the zip was made on Unix (3) or a Mac (19). */
function unixOf(name: string, madeBy: number, mode: number): Pick<ZipEntry, "kind" | "permissions"> {
  const isUnix = madeBy === 3 || madeBy === 19;
  const permissions = isUnix ? mode & ~FORMAT : null;
  const format = isUnix ? mode & FORMAT : 0;
  if (format === 0o120000) return { kind: "symlink", permissions };
  if (format === 0o040000 || name.endsWith("/")) return { kind: "directory", permissions };
  return { kind: format === 0 || format === 0o100000 ? "file" : "other", permissions };
}

/** Names without the UTF-8 flag should be code page 437; in practice they are UTF-8 or ASCII, and Lambda takes them so. */
function decodeName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
