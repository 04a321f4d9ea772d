/** MD5 (RFC 1321), for the digests that SQS answers and the ETags of S3. It protects nothing; it only has to be the same as AWS's. */
export function md5(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const words = padded(bytes);
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    const [a0, b0, c0, d0] = [a, b, c, d];
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const [mix, index] =
        round === 0 ? [(b & c) | (~b & d), step]
        : round === 1 ? [(d & b) | (~d & c), (5 * step + 1) & 15]
        : round === 2 ? [b ^ c ^ d, (3 * step + 5) & 15]
        : [c ^ (b | ~d), (7 * step) & 15];
      const sum = (a + mix + SINES[step]! + words[block + index]!) | 0;
      const shift = SHIFTS[(round << 2) | (step & 3)]!;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    [a, b, c, d] = [(a + a0) | 0, (b + b0) | 0, (c + c0) | 0, (d + d0) | 0];
  }
  const digest = new Uint8Array(16);
  const view = new DataView(digest.buffer);
  for (const [index, word] of [a, b, c, d].entries()) view.setUint32(4 * index, word, true);
  return digest;
}

/** The digest as 32 lower-case hex digits. */
export function md5Hex(bytes: Uint8Array): string {
  return Array.from(md5(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const SINES = Int32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0);
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** The message, a one bit, zeros, and its length in bits, as little-endian words. */
function padded(bytes: Uint8Array): Int32Array {
  const whole = new Uint8Array(((bytes.length + 8) >> 6 << 6) + 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, (bytes.length * 8) >>> 0, true);
  view.setUint32(whole.length - 4, Math.floor(bytes.length / 0x20000000), true);
  return Int32Array.from({ length: whole.length / 4 }, (_, index) => view.getInt32(4 * index, true));
}
