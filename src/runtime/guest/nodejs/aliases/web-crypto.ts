/** `crypto` for packages, which want chance alone. */
export const randomBytes = (size: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(size));
export const webcrypto = globalThis.crypto;
export const randomFillSync = <View extends Uint8Array<ArrayBuffer>>(view: View): View => globalThis.crypto.getRandomValues(view);
