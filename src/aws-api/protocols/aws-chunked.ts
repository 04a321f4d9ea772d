import { concatenated } from "#services/bytes.ts";
import type { HttpCall } from "../wire.ts";
import { WireFormatError } from "./protocol.ts";

/**
 * Takes S3's own chunks off a body (`content-encoding: aws-chunked`): `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`,
 * to a chunk of size 0 and trailers, which become headers (`x-amz-checksum-crc32: …`). Signatures are not looked at.
 */
export function withoutChunks(call: HttpCall): HttpCall {
  const encoding = call.headers.get("content-encoding") ?? "";
  if (!/\baws-chunked\b/.test(encoding) && !(call.headers.get("x-amz-content-sha256") ?? "").startsWith("STREAMING-")) return call;
  const headers = new Map(call.headers);
  const rest = encoding.split(",").map((one) => one.trim()).filter((one) => one !== "aws-chunked" && one !== "");
  if (rest.length > 0) headers.set("content-encoding", rest.join(","));
  else headers.delete("content-encoding");
  const { body, trailers } = opened(call.body);
  for (const [name, value] of trailers) if (!headers.has(name)) headers.set(name, value);
  return { ...call, headers, body };
}

function opened(body: Uint8Array): { body: Uint8Array; trailers: [name: string, value: string][] } {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf(13, at);
    const size = lineEnd < 0 ? undefined : /^([0-9a-fA-F]{1,8})(;|$)/.exec(String.fromCharCode(...body.subarray(at, Math.min(lineEnd, at + 200))))?.[1];
    if (size === undefined) throw new WireFormatError("The chunks of the body are not well-formed.");
    const length = Number.parseInt(size, 16);
    const start = lineEnd + 2;
    if (length === 0) {
      at = start;
      break;
    }
    if (start + length > body.length) throw new WireFormatError("The chunks of the body are not well-formed.");
    pieces.push(body.subarray(start, start + length));
    at = start + length + 2;
  }
  return { body: concatenated(pieces), trailers: trailersIn(body.subarray(at)) };
}

function trailersIn(rest: Uint8Array): [name: string, value: string][] {
  return new TextDecoder().decode(rest).split("\r\n").flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
  });
}
