import { s3CrossOrigin } from "../cross-origin.ts";
import { presignedProblem } from "../presigned.ts";
import { restXml } from "../protocols/rest-xml.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./s3-schemas.generated.ts";

/** S3, the operations that are built. */
export const s3Service: ServiceDefinition = {
  protocol: restXml,
  schemas,
  xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
  payloadContentType: "binary/octet-stream",
  validationError: "InvalidRequest",
  checkAddress: presignedProblem,
  crossOrigin: s3CrossOrigin,
};
