/**
 * What the cloud Worker, the page and the sandboxed frame say to each other. (Host ↔ guest: guest/guest-protocol.ts.)
 *
 *   cloud Worker ──sandboxPort──▶ page          opens frames: a page owns iframes, a Worker cannot
 *   cloud Worker ──frame port───▶ frame         assets, start and terminate; the page is not on this way
 *   cloud Worker ──guest port───▶ environment   start, invoke, results, logs
 */
import type { RuntimeFamily } from "#services/lambda/configuration/runtimes.ts";

/** A file of the build that a guest needs. `bytes` is its size, for progress. */
export interface GuestFile {
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
}

/** All that a family needs: its bundle, WebAssembly modules to compile once a frame, and other files. */
export interface GuestManifest {
  readonly guest: GuestFile;
  readonly modules: readonly GuestFile[];
  readonly assets: readonly GuestFile[];
}

export type GuestManifests = Readonly<Partial<Record<RuntimeFamily, GuestManifest>>>;

/** Cloud Worker → page. The port is the frame's: the page only hands it on. */
export type ToSandboxHost =
  | { readonly kind: "open-frame"; readonly frame: string; readonly network: boolean; readonly port: MessagePort }
  | { readonly kind: "close-frame"; readonly frame: string };

/** Page → cloud Worker: the first message, once, with absolute URLs. */
export type FromSandboxHost = { readonly kind: "guests"; readonly manifests: GuestManifests };
