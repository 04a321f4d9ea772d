import type { RuntimeFamily } from "#services/lambda/configuration/runtimes.ts";
import type { GuestFile, GuestManifest } from "./protocol.ts";

/** Where a family's files stand while they are fetched, for the learner's progress bar. */
export interface GuestProgress {
  readonly family: RuntimeFamily;
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** What is being fetched, for example `pyodide.asm.wasm`. */
  readonly file: string;
  /** The fetching ended without success. */
  readonly failed?: boolean;
}

/** A family's files as handles that can be sent into the sandbox. */
export interface LoadedFamily {
  readonly guest: Blob;
  readonly modules: Readonly<Record<string, Blob>>;
  readonly assets: Readonly<Record<string, Blob>>;
}

const CACHE = "lambdarium-guests";

/**
 * Fetches a family's files. They are kept in the origin's Cache (their names carry a hash of their content), so that
 * the second visit needs no network; files of older builds are forgotten. Rejects with a sentence for the learner.
 */
export async function loadFamily(
  family: RuntimeFamily,
  manifest: GuestManifest,
  onProgress: (progress: GuestProgress) => void,
): Promise<LoadedFamily> {
  const all = [manifest.guest, ...manifest.modules, ...manifest.assets];
  const totalBytes = all.reduce((sum, file) => sum + file.bytes, 0);
  let loadedBytes = 0;
  let failed = false;
  // A slow server's first byte may be far away: that it is being waited for is news already.
  onProgress({ family, loadedBytes, totalBytes, file: manifest.guest.name });
  const cache = await openCache();
  const one = async (file: GuestFile): Promise<Blob> =>
    read(file, cache, (bytes) => {
      loadedBytes += bytes;
      // What the other files still bring is no news once one has failed: the end was told.
      if (!failed) onProgress({ family, loadedBytes, totalBytes, file: file.name });
    });
  const many = async (files: readonly GuestFile[]): Promise<Record<string, Blob>> =>
    Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await one(file)] as const)));
  const everything = Promise.all([one(manifest.guest), many(manifest.modules), many(manifest.assets)]);
  everything.catch(() => {
    failed = true;
    onProgress({ family, loadedBytes, totalBytes, file: manifest.guest.name, failed });
  });
  const [guest, modules, assets] = await everything;
  if (cache !== null) void forgetOthers(cache, manifest.guest.url, all);
  return { guest, modules, assets };
}

async function read(file: GuestFile, cache: Cache | null, onBytes: (bytes: number) => void): Promise<Blob> {
  const kept = await cache?.match(file.url).catch(() => undefined);
  if (kept !== undefined) {
    const blob = await kept.blob();
    onBytes(blob.size);
    return decompressed(blob);
  }
  const response = await fetch(file.url).catch((error: unknown) => {
    throw new Error(`${file.name} could not be fetched: ${String(error)}. Check the connection and try again.`);
  });
  if (!response.ok || response.body === null)
    throw new Error(`${file.name} could not be fetched: the site answered ${response.status}. Reload the page.`);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    onBytes(next.value.byteLength);
  }
  const blob = new Blob(chunks, { type: response.headers.get("Content-Type") ?? "application/octet-stream" });
  // Keeping is a kindness: a full or blocked storage must not stop the start.
  await cache?.put(file.url, new Response(blob)).catch(() => undefined);
  return decompressed(blob);
}

/**
 * Large files are shipped and kept as gzip. Told by their first bytes and not by the name: some hosts serve such files
 * with `Content-Encoding: gzip`, and then it arrives decompressed.
 */
async function decompressed(blob: Blob): Promise<Blob> {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return blob;
  return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

async function openCache(): Promise<Cache | null> {
  if (!("caches" in globalThis)) return null;
  return caches.open(CACHE).catch(() => null);
}

/** Forgets files of this family's folder that this build does not name. */
async function forgetOthers(cache: Cache, guestUrl: string, files: readonly GuestFile[]): Promise<void> {
  const folder = new URL(".", guestUrl).href;
  const wanted = new Set(files.map((file) => file.url));
  const requests = await cache.keys();
  await Promise.all(
    requests.map(async ({ url }) => (url.startsWith(folder) && !wanted.has(url) ? cache.delete(url) : false)),
  );
}
