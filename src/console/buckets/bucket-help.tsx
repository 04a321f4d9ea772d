import type { Help } from "../shared/page.tsx";

/** What buckets are for beside functions. */
export const bucketHelp: Help = {
  title: "Buckets",
  body: (
    <>
      <p>A bucket keeps objects under keys. When one is made or removed it can tell a function: asynchronously, so the upload does not wait for the function and does not fail with it.</p>
      <p>A bucket with versioning keeps overwritten and deleted objects as older versions. A deletion adds a delete marker. The list shows current objects only. To turn on versioning, use a terminal: <code>aws s3api put-bucket-versioning</code>.</p>
      <p>This simulator has no access rules and no lifecycle rules. This browser stores the objects: maximum 256 MB per object.</p>
    </>
  ),
};
