import { cbor } from "@smithy/core/cbor";
import type { HttpAnswer } from "../wire.ts";

/** The header that tells rpcv2Cbor from all other protocols, and its value. */
export const SMITHY_PROTOCOL = ["smithy-protocol", "rpc-v2-cbor"] as const;

/** Of every answer in CBOR. */
export const CBOR_HEADERS: Readonly<Record<string, string>> = { [SMITHY_PROTOCOL[0]]: SMITHY_PROTOCOL[1], "content-type": "application/cbor" };

/** An error in CBOR. `members`: simple values, lists and structures of them. */
export function cborErrorAnswer(name: string, members: Readonly<Record<string, unknown>>, status: number): HttpAnswer {
  return { status, headers: { ...CBOR_HEADERS }, body: Uint8Array.from(cbor.serialize({ __type: name, ...members })) };
}
