/** `stream/web` for packages: the platform's own. */
const { ReadableStream, WritableStream, TransformStream } = globalThis;
export { ReadableStream, TransformStream, WritableStream };
