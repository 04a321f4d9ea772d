import type { GetObjectAttributesOutput, GetObjectAttributesRequest } from "@aws-sdk/client-s3";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { checksumMembers } from "../checksums.ts";
import { findVersion } from "../objects.ts";
import type { StoredVersion } from "../records.ts";
import { saidVersion } from "../versions.ts";

/** GetObjectAttributes: those that are asked for. A composite checksum stands here without its number of parts. */
export const getObjectAttributes: Operation<GetObjectAttributesRequest, GetObjectAttributesOutput> = (state, input) => {
  const found = findVersion(state, input.Bucket, input.Key ?? "", input.VersionId);
  if (isAwsError(found)) return found;
  const { bucket, version } = found;
  const asked = new Set<string>(input.ObjectAttributes);
  const { checksum } = version;
  return {
    output: {
      LastModified: new Date(version.lastModified - (version.lastModified % 1000)),
      ...saidVersion(bucket, version.versionId),
      ...(asked.has("ETag") && { ETag: version.eTag }),
      ...(asked.has("Checksum") && { Checksum: checksumMembers({ ...checksum, value: checksum.value.replace(/-\d+$/, "") }) }),
      ...(asked.has("ObjectParts") && version.parts && { ObjectParts: partsOf(version, version.parts, input) }),
      ...(asked.has("StorageClass") && { StorageClass: (version.attributes.storageClass ?? "STANDARD") as "STANDARD" }),
      ...(asked.has("ObjectSize") && { ObjectSize: version.size }),
    },
    changes: [],
  };
};

function partsOf({ checksum: { algorithm } }: StoredVersion, parts: NonNullable<StoredVersion["parts"]>, { MaxParts = 1000, PartNumberMarker = "0" }: GetObjectAttributesRequest): GetObjectAttributesOutput["ObjectParts"] {
  const after = Number(PartNumberMarker);
  const page = parts.map((part, index) => ({ ...part, number: index + 1 })).slice(after, after + MaxParts);
  const last = page.at(-1)?.number ?? after;
  // Parts are listed only where they have checksums of their own.
  const listed = page.filter((part) => part.checksum !== undefined);
  return {
    TotalPartsCount: parts.length, PartNumberMarker: String(after), NextPartNumberMarker: String(last), MaxParts, IsTruncated: last < parts.length,
    ...(listed.length > 0 && { Parts: listed.map(({ number, size, checksum }) => ({ PartNumber: number, Size: size, [`Checksum${algorithm}`]: checksum })) }),
  };
}
