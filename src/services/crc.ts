const CRC32 = table32(0xedb88320);
const CRC32C = table32(0x82f63b78);
/** The reflected polynomial of CRC-64/NVME, 0x9a6c9329ac4bc9b5, as two words. */
const CRC64 = table64(0x9a6c9329, 0xac4bc9b5);

/** CRC-32 of IEEE 802.3 (zip members, S3) of bytes in pieces, as an unsigned 32-bit integer. */
export function crc32(pieces: readonly Uint8Array[]): number {
  return crc(CRC32, pieces);
}

/** CRC-32C (Castagnoli) of bytes in pieces, as an unsigned 32-bit integer. */
export function crc32c(pieces: readonly Uint8Array[]): number {
  return crc(CRC32C, pieces);
}

/** CRC-64/NVME of bytes in pieces, as an unsigned 64-bit integer: S3's own where a writer names none. */
export function crc64nvme(pieces: readonly Uint8Array[]): bigint {
  let [high, low] = [-1, -1];
  for (const bytes of pieces) {
    for (let n = 0; n < bytes.length; n++) {
      const index = (low ^ bytes[n]!) & 0xff;
      low = CRC64.low[index]! ^ ((low >>> 8) | (high << 24));
      high = CRC64.high[index]! ^ (high >>> 8);
    }
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}

function crc(table: Uint32Array, pieces: readonly Uint8Array[]): number {
  let c = 0xffffffff;
  for (const bytes of pieces) for (let n = 0; n < bytes.length; n++) c = table[(c ^ bytes[n]!) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function table32(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? polynomial ^ (c >>> 1) : c >>> 1;
    return c;
  });
}

function table64(highPolynomial: number, lowPolynomial: number): { high: Int32Array; low: Int32Array } {
  const [highs, lows] = [new Int32Array(256), new Int32Array(256)];
  for (let n = 0; n < 256; n++) {
    let [high, low] = [0, n];
    for (let bit = 0; bit < 8; bit++) {
      const odd = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (odd) [high, low] = [high ^ highPolynomial, low ^ lowPolynomial];
    }
    [highs[n], lows[n]] = [high, low];
  }
  return { high: highs, low: lows };
}
