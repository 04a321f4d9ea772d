/** Packages without types of their own, as far as they are used here. */
declare module "path-browserify" {
  const path: { resolve: (...parts: string[]) => string };
  export default path;
}

declare module "string_decoder/" {
  const decoder: { StringDecoder: unknown };
  export default decoder;
}

declare module "events/" {
  const events: object;
  export default events;
}

declare module "buffer/" {
  interface NodeBuffer extends Uint8Array<ArrayBuffer> {
    toString(encoding?: string): string;
    readUIntBE(offset: number, length: number): number;
  }
  export const Buffer: {
    from(data: string | Uint8Array | ArrayBuffer, encoding?: string): NodeBuffer;
    alloc(size: number): NodeBuffer;
    concat(parts: readonly Uint8Array[]): NodeBuffer;
  };
  export const SlowBuffer: unknown;
  export const INSPECT_MAX_BYTES: number;
  export const kMaxLength: number;
}

declare module "readable-stream" {
  class Stream {
    constructor(options?: object);
    emit(event: string, ...parts: unknown[]): boolean;
    once(event: string, listener: (...parts: never[]) => void): this;
    destroy(error?: Error): this;
    end(...parts: unknown[]): this;
    _write(chunk: Uint8Array | string, encoding: string, done: () => void): void;
    _final(done: (error?: Error) => void): void;
    _destroy(error: Error | null, done: (error: Error | null) => void): void;
  }
  const streams: {
    Readable: typeof Stream & { from: (source: unknown, options?: object) => Stream };
    Writable: typeof Stream;
    Transform: typeof Stream;
    promises: { pipeline: unknown; finished: unknown };
  };
  export default streams;
}

/** Shapes of Node.js modules; what is taken from them is handed to the learner's code as it is. */
declare module "unenv/node/*" {
  const shape: Record<string, unknown>;
  export default shape;
}
