import type { CodePackages, PackageFiles, Store } from "./ports.ts";

/** Unpacked packages kept in memory, at most this many bytes of them together (and always the last one). */
const MAX_BYTES = 128 * 1024 * 1024;

/** The files of deployment packages, unpacked once for all environments that start from them. */
export class CodeCache {
  readonly #store: Store;
  readonly #packages: CodePackages;
  readonly #unpacked = new Map<string, { files: PackageFiles; bytes: number }>();
  #bytes = 0;

  constructor(store: Store, packages: CodePackages) {
    this.#store = store;
    this.#packages = packages;
  }

  /** Undefined where the package is not kept any more. Rejects with a StoreError. */
  async files(sha256: string): Promise<PackageFiles | undefined> {
    const known = this.#unpacked.get(sha256);
    if (known) {
      // Last in the map is last used.
      this.#unpacked.delete(sha256);
      this.#unpacked.set(sha256, known);
      return known.files;
    }
    const zip = await this.#store.code(sha256);
    if (!zip) return undefined;
    const files = this.#packages.files(zip);
    let bytes = 0;
    for (const content of files.files.values()) bytes += content.length;
    if (!this.#unpacked.has(sha256)) {
      this.#unpacked.set(sha256, { files, bytes });
      this.#bytes += bytes;
    }
    for (const [oldest, entry] of this.#unpacked) {
      if (this.#bytes <= MAX_BYTES || oldest === sha256) break;
      this.#unpacked.delete(oldest);
      this.#bytes -= entry.bytes;
    }
    return files;
  }

  clear(): void {
    this.#unpacked.clear();
    this.#bytes = 0;
  }
}
