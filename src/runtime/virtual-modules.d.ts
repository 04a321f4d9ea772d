/** Made by vite-guest-plugin.ts. */
declare module "virtual:lambdarium-guests" {
  /** `GuestManifests` of protocol.ts, with URLs relative to the site's base. */
  import type { GuestManifests } from "#runtime/protocol.ts";

  const manifests: GuestManifests;
  export default manifests;
}

declare module "virtual:lambdarium-frame" {
  /** URLs of the frame's document, relative to the site's base: without the network and with it. */
  const files: { readonly locked: string; readonly network: string };
  export default files;
}
