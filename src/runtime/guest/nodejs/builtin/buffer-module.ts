import buffer from "../aliases/shared-buffer.ts";

/** `node:buffer`: feross's buffer and what the platform has of its own. */
export const bufferModule = {
  Buffer: buffer.Buffer,
  SlowBuffer: buffer.SlowBuffer,
  INSPECT_MAX_BYTES: buffer.INSPECT_MAX_BYTES,
  kMaxLength: buffer.kMaxLength,
  constants: { MAX_LENGTH: buffer.kMaxLength, MAX_STRING_LENGTH: 536_870_888 },
  Blob: globalThis.Blob,
  File: globalThis.File,
  atob: globalThis.atob.bind(globalThis),
  btoa: globalThis.btoa.bind(globalThis),
  isUtf8: (bytes: Uint8Array): boolean => decodes(bytes),
  isAscii: (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 128),
};

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
