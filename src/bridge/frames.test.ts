import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFrame, encodeFrame, FrameJoiner, framesOf } from "./frames.ts";

test("a frame comes out as it went in, whatever its head and bytes", () => {
  const head = fc.record({ id: fc.nat(), last: fc.boolean(), response: fc.record({ status: fc.nat(), headers: fc.array(fc.tuple(fc.string(), fc.string())) }) });
  fc.assert(
    fc.property(head, fc.uint8Array(), (given, body) => {
      const frame = decodeFrame(encodeFrame({ head: given, body }));
      expect(frame.head).toEqual(JSON.parse(JSON.stringify(given)));
      expect([...frame.body]).toEqual([...body]);
    }),
  );
});

test("messages of any length are joined again, their parts mixed with those of others", () => {
  const part = 16;
  const length = fc.constantFrom(0, 1, part - 1, part, part + 1, 2 * part, 3 * part + 7);
  fc.assert(
    fc.property(fc.array(length, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat()), (lengths, draws) => {
      const queues = lengths.map((bytes, id) => [...framesOf({ id, response: { status: id, headers: [] } }, new Uint8Array(bytes).fill(id + 1), part)]);
      const joiner = new FrameJoiner();
      const out = new Map<number, { status: number; length: number; intact: boolean }>();
      for (let open = queues.filter((queue) => queue.length > 0); open.length > 0; open = queues.filter((queue) => queue.length > 0)) {
        const frame = decodeFrame(open[draws.next().value! % open.length]!.shift()!);
        const message = joiner.join(frame);
        if (message) out.set(message.head.id, { status: message.head.response!.status, length: message.body.length, intact: message.body.every((byte) => byte === message.head.id + 1) });
      }
      expect([...out].sort(([a], [b]) => a - b)).toEqual(lengths.map((bytes, id) => [id, { status: id, length: bytes, intact: true }]));
    }),
  );
});

test("bytes that are no frame are refused", () => {
  const bad = [new Uint8Array(), new Uint8Array([0, 0, 0, 9, 1]), new Uint8Array([255, 255, 255, 255]), encodeFrame({ head: {} as never, body: new Uint8Array() })];
  for (const bytes of bad) expect(() => decodeFrame(bytes)).toThrow(RangeError);
  expect(() => decodeFrame(new Uint8Array([0, 0, 0, 1, 123]))).toThrow(SyntaxError);
});
