import type { Help } from "../shared/page.tsx";

/** What buckets are for beside functions. */
export const bucketHelp: Help = {
  title: "Buckets",
  body: (
    <>
      <p>A bucket keeps objects under keys. When one is made or removed it can tell a function: asynchronously, so the upload does not wait for the function and does not fail with it.</p>
      <p>A bucket with versioning keeps what is overwritten or deleted: a deletion only puts a delete marker on top. The list shows current objects. Versioning is turned on from a terminal: <code>aws s3api put-bucket-versioning</code>.</p>
      <p>There are no access rules and no lifecycle rules here, and an object has 256 MB at most: it is kept in this browser.</p>
    </>
  ),
};
