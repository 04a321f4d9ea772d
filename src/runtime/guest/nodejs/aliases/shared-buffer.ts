/** `buffer` for packages and for the modules here: the one `Buffer` of the environment, from asset `buffer.js`. */
import type * as buffer from "buffer/";

type BufferAsset = typeof buffer;

const shared = (globalThis as unknown as Record<symbol, BufferAsset>)[Symbol.for("lambdarium.buffer")] as BufferAsset;

export const { Buffer, SlowBuffer, INSPECT_MAX_BYTES, kMaxLength } = shared;
export default shared;
