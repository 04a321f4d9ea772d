/** Asset `buffer.js`: `Buffer`, apart from the other modules because it is a global that much code touches. */
export { Buffer, INSPECT_MAX_BYTES, kMaxLength, SlowBuffer } from "buffer/";
