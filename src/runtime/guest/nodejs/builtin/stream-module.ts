import streams from "readable-stream";

/** `node:stream`: Node.js's own streams, published for elsewhere. */
export const streamModule = streams;

const { pipeline, finished } = streams.promises;
export const streamPromises = { pipeline, finished };

export const streamWeb = {
  ReadableStream,
  ReadableStreamDefaultReader,
  WritableStream,
  WritableStreamDefaultWriter,
  TransformStream,
  TextEncoderStream,
  TextDecoderStream,
  CompressionStream,
  DecompressionStream,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
};

async function bytes(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: BlobPart[] = [];
  for await (const part of stream) parts.push(typeof part === "string" ? part : new Uint8Array(part));
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const text = async (stream: AsyncIterable<Uint8Array | string>): Promise<string> =>
  new TextDecoder().decode(await bytes(stream));

/** `node:stream/consumers`. */
export const streamConsumers = {
  text,
  json: async (stream: AsyncIterable<Uint8Array | string>): Promise<unknown> => JSON.parse(await text(stream)),
  arrayBuffer: async (stream: AsyncIterable<Uint8Array | string>) => (await bytes(stream)).buffer,
  buffer: async (stream: AsyncIterable<Uint8Array | string>) => Buffer.from(await bytes(stream)),
  blob: async (stream: AsyncIterable<Uint8Array | string>) => new Blob([await bytes(stream)]),
};

declare const Buffer: { from: (bytes: Uint8Array) => Uint8Array };
