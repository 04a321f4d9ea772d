import { S3Client } from "@aws-sdk/client-s3";
import type { ClientConfig } from "../client-config.ts";

/** Amazon S3, by path: there is no host a bucket here. */
export const s3Client = (config: ClientConfig): S3Client => new S3Client({ ...config, forcePathStyle: true, requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" });
