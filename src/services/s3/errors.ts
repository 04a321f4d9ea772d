import { type AwsError, awsError } from "../aws-error.ts";

// Members whose names have no capital are headers of the answer; the others stand in its body (`aws-api/protocols/rest-xml.ts`).

/** 404. */
export const noSuchBucket = (name: string): AwsError => awsError("NoSuchBucket", "The specified bucket does not exist", { BucketName: name });
/** 404. `marker`: the delete marker that stands for the key now. */
export const noSuchKey = (key: string, marker?: string): AwsError =>
  awsError("NoSuchKey", "The specified key does not exist.", { Key: key, ...(marker !== undefined && { "x-amz-delete-marker": "true", "x-amz-version-id": marker }) });
/** 404. */
export const noSuchVersion = (key: string, versionId: string): AwsError => awsError("NoSuchVersion", "The specified version does not exist.", { Key: key, VersionId: versionId });
/** 404 of the Head operations, whose answers have no body to say more. */
export const notFound = (members?: AwsError["members"]): AwsError => awsError("NotFound", "Not Found", members);
/** 404. */
export const noSuchUpload = (uploadId: string): AwsError =>
  awsError("NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", { UploadId: uploadId });
/** 400. `name`: the parameter or header that is wrong. */
export const invalidArgument = (message: string, name?: string, value?: string): AwsError =>
  awsError("InvalidArgument", message, name === undefined ? undefined : { ArgumentName: name, ArgumentValue: value ?? "" });
/** 400. Also where XML is well-formed but says what the schema does not allow. */
export const malformedXml = (): AwsError =>
  awsError("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");
/** 412. `condition`: the header. */
export const preconditionFailed = (condition: string): AwsError => awsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", { Condition: condition });
/** 501. `what`: as the beginning of "is not built". */
export const notBuilt = (what: string): AwsError => awsError("NotImplemented", `A header you provided implies functionality that is not implemented: ${what} is not built in this simulator.`);
/** 405 for a request that reads a delete marker by its version. */
export const deleteMarkerMethod = (method: string, versionId: string): AwsError =>
  awsError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    Method: method, ResourceType: "DeleteMarker", allow: "DELETE", "x-amz-delete-marker": "true", "x-amz-version-id": versionId,
  });
