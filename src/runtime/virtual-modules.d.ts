/** Made by vite-guest-plugin.ts. */
declare module "virtual:lambdarium-guests" {
  /** `GuestManifests` of protocol.ts, with URLs relative to the site's base. */
  import type { GuestManifests } from "#runtime/protocol.ts";

  const manifests: GuestManifests;
  export default manifests;
}

declare module "virtual:lambdarium-frame" {
  /** The frame's script as text. */
  const script: string;
  export default script;
}
