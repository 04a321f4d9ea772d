import type { FunctionCode, UpdateFunctionCodeRequest } from "@aws-sdk/client-lambda";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { CodePackage, OperationContext } from "../../operation.ts";
import { readObject } from "../../s3/read-object.ts";
import type { State } from "../../tables.ts";
import { invalidParameter } from "../errors.ts";

/** Where a deployment package is: in the request, or in a bucket. */
export type CodeSource = Omit<FunctionCode, "$unknown"> & Partial<Pick<UpdateFunctionCodeRequest, "ZipFile">>;

/** A zip that a command brings or points to. Only what comes in a request is held to a request's size. */
export interface SentCode {
  readonly zip: Uint8Array;
  readonly from: "request" | "bucket";
}

/**
 * The bytes that a source stands for: undefined where there are none, AWS's error where they cannot be had.
 *
 * @param regionOf the Region in which the account has a bucket of a name, if another than this one
 */
export function sentCode(state: State, source: CodeSource, regionOf: (bucket: string) => string | undefined): SentCode | AwsError | undefined {
  const { ZipFile, S3Bucket, S3Key, S3ObjectVersion, S3ObjectStorageMode } = source;
  if (ZipFile !== undefined) {
    return S3Bucket === undefined && S3Key === undefined && S3ObjectVersion === undefined
      ? { zip: ZipFile, from: "request" }
      : invalidParameter("Please do not provide other FunctionCode parameters when providing a ZipFile.");
  }
  if (S3Bucket === undefined || S3Key === undefined) return undefined;
  if (S3ObjectStorageMode === "REFERENCE") return invalidParameter("This simulator doesn't support S3ObjectStorageMode REFERENCE. Use COPY.");
  const zip = readObject(state, S3Bucket, S3Key, S3ObjectVersion);
  if (!isAwsError(zip)) return { zip, from: "bucket" };
  const region = zip.name === "NoSuchBucket" ? regionOf(S3Bucket) : undefined;
  return region === undefined
    ? notRead(zip.name, zip.message)
    : notRead("PermanentRedirect", `The bucket is in this region: ${region}. Please use this region to retry the request`);
}

const notRead = (code: string, message: string): AwsError => invalidParameter(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);

/** The package that came with a command, or why there is none: what is wrong with it, or a source that a browser cannot have. */
export function codeOf({ code }: OperationContext, { ImageUri }: Pick<CodeSource, "ImageUri">): CodePackage | AwsError {
  if (code) return code;
  return invalidParameter(
    ImageUri === undefined ? "Please provide a source for function code." : "Container images cannot run in a browser. Upload a .zip file (ZipFile) instead.",
  );
}
