import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { base64, bytesOfBase64 } from "../bytes.ts";
import { md5, md5HexOf } from "../md5.ts";
import { type ChecksumAlgorithm, checksumOf, type ChecksumMembers, givenChecksum } from "./checksums.ts";
import { MAX_OBJECT_BYTES, tooLarge } from "./objects.ts";

/** A body whose length and digests were found right. */
export interface TakenBody {
  readonly bytes: Uint8Array;
  /** MD5 in hex. */
  readonly eTag: string;
  /** The one that the sender gave; absent: none. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
  /** S3's own checksum of an object whose writer gives none. */
  ownChecksum(): { algorithm: ChecksumAlgorithm; value: string };
}

type BodyInput = ChecksumMembers & { readonly Body?: unknown; readonly ContentMD5?: string | undefined; readonly ChecksumAlgorithm?: string | undefined };

/** Takes the body of PutObject or UploadPart: not too large, and as its Content-MD5 and checksum say. */
export function takenBody(input: BodyInput): TakenBody | AwsError {
  // Parsed by the server: a body is always whole bytes here.
  const bytes = input.Body instanceof Uint8Array ? input.Body : new Uint8Array();
  if (bytes.length > MAX_OBJECT_BYTES) return tooLarge(bytes.length);
  if (input.ContentMD5 !== undefined) {
    if (bytesOfBase64(input.ContentMD5)?.length !== 16) return awsError("InvalidDigest", "The Content-MD5 you specified was invalid.", { "Content-MD5": input.ContentMD5 });
    const calculated = base64(md5(bytes));
    if (calculated !== input.ContentMD5) {
      return awsError("BadDigest", "The Content-MD5 you specified did not match what we received.", { ExpectedDigest: input.ContentMD5, CalculatedDigest: calculated });
    }
  }
  const checksum = givenChecksum(input, bytes);
  if (isAwsError(checksum)) return checksum;
  return { bytes, eTag: md5HexOf([bytes]), ...(checksum && { checksum }), ownChecksum: () => ({ algorithm: "CRC64NVME", value: checksumOf("CRC64NVME", [bytes]) }) };
}
