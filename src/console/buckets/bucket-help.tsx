import type { Help } from "../shared/page.tsx";

/** What buckets are for beside functions. */
export const bucketHelp: Help = {
  title: "Buckets",
  body: (
    <>
      <p>A bucket keeps objects under keys. When one is made or removed it can tell a function: asynchronously, so the upload does not wait for the function and does not fail with it.</p>
      <p>There are no versions, no access rules and no storage classes here, and an object has 6 MB at most: it is kept in this browser.</p>
    </>
  ),
};
