/** What the cloud Worker tells the sandboxed frame, over a port that the page handed in. */

export type FrameMessage =
  /** The files of a family, once a frame, before its first `start`. */
  | {
      readonly kind: "family";
      readonly family: string;
      readonly guest: Blob;
      readonly modules: Readonly<Record<string, Blob>>;
      readonly assets: Readonly<Record<string, Blob>>;
    }
  /** Starts one Worker and hands it its port. */
  | { readonly kind: "start"; readonly family: string; readonly environment: string; readonly port: MessagePort }
  | { readonly kind: "terminate"; readonly environment: string }
  /** Answered with `pong`: nothing else tells that the browser ended the frame's process. */
  | { readonly kind: "ping" };

export type FromFrame =
  | { readonly kind: "pong" }
  /** The Worker could not start, or the browser ended it. */
  | { readonly kind: "worker-failed"; readonly environment: string; readonly reason: string };
