/** `node:zlib` by fflate: whole buffers, synchronous or with a callback. Brotli and streams are not there. */
import { gunzipSync, gzipSync, inflateSync, unzlibSync, zlibSync, deflateSync, decompressSync } from "fflate";
import { bufferModule } from "./buffer-module.ts";
import { streamModule } from "./stream-module.ts";

type Codec = (data: Uint8Array, options: { level?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 }) => Uint8Array;
type Options = { readonly level?: number };
type Done = (error: Error | null, result?: Uint8Array) => void;

const CODECS: Readonly<Record<string, Codec>> = {
  gzip: gzipSync,
  gunzip: (data) => gunzipSync(data),
  deflate: zlibSync,
  inflate: (data) => unzlibSync(data),
  deflateRaw: deflateSync,
  inflateRaw: (data) => inflateSync(data),
  unzip: (data) => decompressSync(data),
};

export function createZlib(): Record<string, unknown> {
  const zlib: Record<string, unknown> = {
    constants: {
      Z_NO_COMPRESSION: 0,
      Z_BEST_SPEED: 1,
      Z_BEST_COMPRESSION: 9,
      Z_DEFAULT_COMPRESSION: -1,
      Z_SYNC_FLUSH: 2,
      Z_FINISH: 4,
    },
    crc32,
  };
  for (const [name, codec] of Object.entries(CODECS)) {
    const run = (data: unknown, options: Options = {}): Uint8Array => {
      const level = options.level !== undefined && options.level >= 0 ? { level: options.level as 6 } : {};
      try {
        return bufferModule.Buffer.from(codec(toBytes(data), level));
      } catch (error) {
        throw Object.assign(new Error("incorrect header check", { cause: error }), { code: "Z_DATA_ERROR", errno: -3 });
      }
    };
    zlib[`${name}Sync`] = run;
    zlib[name] = (data: unknown, options: Options | Done, callback?: Done) => {
      const done = typeof options === "function" ? options : callback;
      const settings = typeof options === "function" ? {} : options;
      setTimeout(() => {
        let result: Uint8Array;
        try {
          result = run(data, settings);
        } catch (error) {
          return done?.(error as Error);
        }
        done?.(null, result);
      }, 0);
    };
    zlib[`create${name[0]?.toUpperCase()}${name.slice(1)}`] = (options?: Options) => whole((data) => run(data, options));
  }
  for (const name of ["brotliCompress", "brotliDecompress", "brotliCompressSync", "brotliDecompressSync", "zstdCompressSync"])
    zlib[name] = () => {
      throw Object.assign(new Error(`zlib.${name} is not available in a browser`), { code: "ERR_METHOD_NOT_IMPLEMENTED" });
    };
  return zlib;
}

/** A transform that works on everything at once, at the end. */
function whole(run: (data: Uint8Array) => Uint8Array): unknown {
  const parts: Uint8Array[] = [];
  const { Buffer } = bufferModule;
  return new streamModule.Transform({
    transform(part: Uint8Array | string, _encoding: string, done: () => void) {
      parts.push(Buffer.from(part));
      done();
    },
    flush(done: (error: unknown, result?: Uint8Array) => void) {
      try {
        done(null, run(Buffer.concat(parts)));
      } catch (error) {
        done(error);
      }
    },
  });
}

function toBytes(data: unknown): Uint8Array {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw Object.assign(new TypeError('The "buffer" argument must be of type string or an instance of Buffer.'), {
    code: "ERR_INVALID_ARG_TYPE",
  });
}

function crc32(data: unknown, value = 0): number {
  let crc = ~value;
  for (const byte of toBytes(data)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
