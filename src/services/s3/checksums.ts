import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type AwsError, awsError } from "../aws-error.ts";
import { base64, bytesOfBase64 } from "../bytes.ts";
import { crc32, crc32c, crc64nvme } from "../crc.ts";
import type { Checksum } from "./records.ts";

/** Those that S3's SDKs compute without further libraries. */
export type ChecksumAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

/** The members `Checksum…` of inputs and outputs. */
export type ChecksumMembers = { [Algorithm in ChecksumAlgorithm as `Checksum${Algorithm}`]?: string | undefined };

const DIGESTS: Readonly<Record<ChecksumAlgorithm, { readonly length: number; readonly of: (pieces: readonly Uint8Array[]) => Uint8Array }>> = {
  CRC32: { length: 4, of: (pieces) => numberBytes(BigInt(crc32(pieces)), 4) },
  CRC32C: { length: 4, of: (pieces) => numberBytes(BigInt(crc32c(pieces)), 4) },
  CRC64NVME: { length: 8, of: (pieces) => numberBytes(crc64nvme(pieces), 8) },
  SHA1: { length: 20, of: (pieces) => pieces.reduce((hash, piece) => hash.update(piece), sha1.create()).digest() },
  SHA256: { length: 32, of: (pieces) => pieces.reduce((hash, piece) => hash.update(piece), sha256.create()).digest() },
};

const ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const satisfies readonly ChecksumAlgorithm[];

/** An algorithm by the name in a request; undefined: none of those that are built. */
export function checksumAlgorithm(name: string): ChecksumAlgorithm | undefined {
  return ALGORITHMS.find((one) => one === name);
}

/** The checksum of bytes in pieces, in base64. */
export function checksumOf(algorithm: ChecksumAlgorithm, pieces: readonly Uint8Array[]): string {
  return base64(DIGESTS[algorithm].of(pieces));
}

/** The checksum of the parts' checksums, as S3 says it: `<base64>-<number of parts>`. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, values: readonly string[]): string {
  return `${checksumOf(algorithm, values.map((value) => bytesOfBase64(value) ?? new Uint8Array()))}-${values.length}`;
}

/**
 * The checksum that a request gives for its body, found right; `undefined` where it gives none. S3's errors: more than one,
 * a value that is none, a value of other bytes (BadDigest).
 */
export function givenChecksum(input: ChecksumMembers & { ChecksumAlgorithm?: string | undefined }, bytes: Uint8Array): { algorithm: ChecksumAlgorithm; value: string } | AwsError | undefined {
  const given = ALGORITHMS.filter((algorithm) => input[`Checksum${algorithm}`] !== undefined);
  if (given.length > 1) return awsError("InvalidRequest", "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  const [algorithm] = given;
  if (algorithm === undefined) {
    if (input.ChecksumAlgorithm === undefined) return undefined;
    if (checksumAlgorithm(input.ChecksumAlgorithm) === undefined) return awsError("NotImplemented", `A header you provided implies functionality that is not implemented: ${input.ChecksumAlgorithm} checksums are not built in this simulator.`);
    return awsError("InvalidRequest", "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
  }
  const value = input[`Checksum${algorithm}`] ?? "";
  if (bytesOfBase64(value)?.length !== DIGESTS[algorithm].length) return awsError("InvalidRequest", `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
  if (value !== checksumOf(algorithm, [bytes])) return awsError("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
  return { algorithm, value };
}

/** A checksum as the members of an output. */
export function checksumMembers({ algorithm, value, type }: Checksum): ChecksumMembers & { ChecksumType: Checksum["type"] } {
  return { [`Checksum${algorithm}`]: value, ChecksumType: type };
}

function numberBytes(value: bigint, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Number((value >> BigInt(8 * (length - 1 - index))) & 0xffn));
}
