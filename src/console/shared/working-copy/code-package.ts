import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import { useQuery, type QueryClient } from "@tanstack/react-query";
import type { Cloud } from "#cloud/connect.ts";
import { useCloud } from "../../aws/cloud-context.tsx";
import { MAX_EDITABLE_BYTES, unpack } from "./code-archive.ts";
import type { Files } from "./working-copy.ts";

/** A deployed package, opened. */
export interface CodePackage {
  readonly sha256: string;
  readonly files: Files;
}

/** Packages are named by their content, so one that was read once never changes. */
const keyOf = (sha256: string) => ["code-package", sha256] as const;

/**
 * Reads and opens the package that GetFunction points at (`Code.Location`). Stays idle until `func` is there and where
 * the package is larger than the editor takes.
 */
export function useCodePackage(func: GetFunctionCommandOutput | undefined) {
  const { cloud } = useCloud();
  const sha256 = func?.Configuration?.CodeSha256 ?? "";
  return useQuery<CodePackage>({
    queryKey: keyOf(sha256),
    queryFn: async ({ signal }) => ({ sha256, files: unpack(await readZip(cloud, func?.Code?.Location, signal)) }),
    enabled: sha256 !== "" && !isTooLarge(func),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether the package is over the 3 MB that the editor shows. */
export function isTooLarge(func: GetFunctionCommandOutput | undefined): boolean {
  return (func?.Configuration?.CodeSize ?? 0) > MAX_EDITABLE_BYTES;
}

/** Tells the cache what a package holds that was just deployed, so that it is not fetched back. */
export function rememberPackage(queries: QueryClient, { sha256, files }: CodePackage): void {
  queries.setQueryData(keyOf(sha256), { sha256, files });
}

async function readZip(cloud: Cloud, location: string | undefined, signal: AbortSignal): Promise<Uint8Array> {
  const path = /\/_lambdarium\/code\/[A-Za-z0-9_=-]+/.exec(location ?? "")?.[0];
  if (!path) throw new Error("GetFunction named no place where the code lies.");
  const response = await cloud.send({ method: "GET", path, headers: {}, signal });
  if (response.status !== 200) throw new Error(`The store of deployment packages answered ${response.status}.`);
  return response.body;
}
