/**
 * `node:crypto`: digests, HMACs and key derivation by noble's audited code (a browser's own are asynchronous only),
 * chance and everything else by Web Crypto. Ciphers, signatures and keys of the old interface say that they are not
 * there: `crypto.subtle` has them.
 */
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { md5, ripemd160, sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha224, sha256, sha384, sha512, sha512_256 } from "@noble/hashes/sha2.js";
import { sha3_256, sha3_384, sha3_512 } from "@noble/hashes/sha3.js";
import unenvCrypto from "unenv/node/crypto";
import { absentModule } from "./absent-module.ts";
import { bufferModule } from "./buffer-module.ts";

const { Buffer } = bufferModule;

const HASHES = {
  md5,
  ripemd160,
  rmd160: ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  "sha512-256": sha512_256,
  "sha3-256": sha3_256,
  "sha3-384": sha3_384,
  "sha3-512": sha3_512,
};
type HashFunction = (typeof HASHES)["sha256"];
type Running = { update: (data: Uint8Array) => unknown; digest: () => Uint8Array; clone?: () => Running };
type Data = string | ArrayBufferView | ArrayBuffer;

function hashNamed(name: string): HashFunction {
  const key = name.toLowerCase().replace(/^rsa-/u, "").replace(/^sha-(\d)/u, "sha$1");
  const found = (HASHES as unknown as Record<string, HashFunction>)[key];
  if (found === undefined) throw Object.assign(new Error("Digest method not supported"), { code: "ERR_CRYPTO_INVALID_DIGEST" });
  return found;
}

function bytes(data: Data, encoding?: string): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, encoding);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw Object.assign(new TypeError('The "data" argument must be of type string or an instance of Buffer.'), {
    code: "ERR_INVALID_ARG_TYPE",
  });
}

/** `Hash` and `Hmac` of node:crypto. */
class Digest {
  readonly #running: Running;
  #done = false;

  constructor(running: Running) {
    this.#running = running;
  }

  update(data: Data, encoding?: string): this {
    if (this.#done) throw Object.assign(new Error("Digest already called"), { code: "ERR_CRYPTO_HASH_FINALIZED" });
    this.#running.update(bytes(data, encoding));
    return this;
  }

  digest(encoding?: string): unknown {
    if (this.#done) throw Object.assign(new Error("Digest already called"), { code: "ERR_CRYPTO_HASH_FINALIZED" });
    this.#done = true;
    const result = Buffer.from(this.#running.digest());
    return encoding === undefined || encoding === "buffer" ? result : result.toString(encoding);
  }

  copy(): Digest {
    if (this.#running.clone === undefined) throw new Error("This digest cannot be copied");
    return new Digest(this.#running.clone());
  }
}

export function createCrypto(): Record<string, unknown> {
  const web = globalThis.crypto;
  const randomFillSync = <View extends Uint8Array>(view: View): View => {
    // A browser gives at most 65,536 bytes at once.
    for (let at = 0; at < view.byteLength; at += 65_536)
      web.getRandomValues(view.subarray(at, at + 65_536) as unknown as Uint8Array<ArrayBuffer>);
    return view;
  };
  const randomBytes = (size: number) => randomFillSync(Buffer.alloc(size));
  const derive = {
    pbkdf2Sync: (password: Data, salt: Data, iterations: number, length: number, digest: string) =>
      Buffer.from(pbkdf2(hashNamed(digest), bytes(password), bytes(salt), { c: iterations, dkLen: length })),
    scryptSync: (password: Data, salt: Data, length: number, options: { N?: number; r?: number; p?: number; cost?: number } = {}) =>
      Buffer.from(
        scrypt(bytes(password), bytes(salt), {
          N: options.N ?? options.cost ?? 16_384,
          r: options.r ?? 8,
          p: options.p ?? 1,
          dkLen: length,
        }),
      ),
    hkdfSync: (digest: string, key: Data, salt: Data, info: Data, length: number) =>
      new Uint8Array(hkdf(hashNamed(digest), bytes(key), bytes(salt), bytes(info), length)).buffer,
  };
  return {
    ...absentModule("crypto", unenvCrypto),
    webcrypto: web,
    subtle: web.subtle,
    getRandomValues: web.getRandomValues.bind(web),
    randomUUID,
    randomBytes: withCallback(randomBytes),
    randomFillSync,
    randomFill: withCallback(randomFillSync),
    randomInt: withCallback((low: number, high?: number) => {
      const [from, to] = high === undefined ? [0, low] : [low, high];
      const range = to - from;
      if (!(range > 0) || range > 2 ** 48 - 1) throw new RangeError('The value of "max" is out of range.');
      // Rejection keeps it uniform.
      const limit = 2 ** 48 - (2 ** 48 % range);
      for (;;) {
        const value = randomBytes(6).readUIntBE(0, 6);
        if (value < limit) return from + (value % range);
      }
    }),
    timingSafeEqual: (a: ArrayBufferView, b: ArrayBufferView): boolean => {
      const [left, right] = [bytes(a), bytes(b)];
      if (left.byteLength !== right.byteLength)
        throw Object.assign(new RangeError("Input buffers must have the same byte length"), {
          code: "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH",
        });
      let different = 0;
      for (let at = 0; at < left.length; at += 1) different |= (left[at] ?? 0) ^ (right[at] ?? 0);
      return different === 0;
    },
    createHash: (name: string) => new Digest(hashNamed(name).create()),
    createHmac: (name: string, key: Data) => new Digest(hmac.create(hashNamed(name), bytes(key)) as Running),
    hash: (name: string, data: Data, encoding = "hex") => new Digest(hashNamed(name).create()).update(data).digest(encoding),
    getHashes: () => Object.keys(HASHES),
    Hash: Digest,
    Hmac: Digest,
    ...derive,
    pbkdf2: withCallback(derive.pbkdf2Sync),
    scrypt: withCallback(derive.scryptSync),
    hkdf: withCallback(derive.hkdfSync),
  };

  /** Web Crypto's own exists only where the page's origin is secure; an opaque one may not be. */
  function randomUUID(): string {
    if (typeof web.randomUUID === "function") return web.randomUUID();
    const random = randomBytes(16);
    random[6] = ((random[6] ?? 0) & 0x0f) | 0x40;
    random[8] = ((random[8] ?? 0) & 0x3f) | 0x80;
    return random.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
  }
}

/** Node.js's habit: with a callback at the end the answer comes later. */
function withCallback<Parts extends unknown[], Result>(run: (...parts: Parts) => Result) {
  return (...parts: unknown[]): Result | undefined => {
    const done = parts.at(-1);
    if (typeof done !== "function") return run(...(parts as Parts));
    const callback = done as (error: unknown, result?: Result) => void;
    setTimeout(() => {
      let result: Result;
      try {
        result = run(...(parts.slice(0, -1) as Parts));
      } catch (error) {
        return callback(error);
      }
      callback(null, result);
    }, 0);
    return undefined;
  };
}
