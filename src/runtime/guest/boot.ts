/**
 * How a guest comes to life, for whoever writes a family.
 *
 * The frame starts a module Worker from {@link BOOTSTRAP} as a `data:` URL, so that each Worker has an opaque origin of
 * its own (two `blob:` Workers of one frame would share one); in WebKit as a `blob:` URL in a frame of its own, which is
 * as much alone (`frame-workers.ts`). It posts a
 * {@link BootMessage}; the Worker imports the family's bundle from a blob URL made inside itself and calls its `boot`.
 *
 * A bundle is one self-contained ES module text, built by `vite-guest-plugin.ts` from `guest/<family>/main.ts`:
 * no import survives in it, because nothing can be requested from in there.
 */
import type { GuestContext } from "./guest-protocol.ts";

export interface BootMessage extends GuestContext {
  readonly guest: Blob;
}

/** The Worker's whole own script. Kept as text: it becomes the Worker's URL. */
export const BOOTSTRAP = `
onmessage = async ({ data }) => {
  onmessage = null;
  try {
    const url = URL.createObjectURL(data.guest);
    const { boot } = await import(url);
    URL.revokeObjectURL(url);
    boot({ port: data.port, modules: data.modules, assets: data.assets });
  } catch (error) {
    // Only an uncaught exception reaches the frame.
    setTimeout(() => { throw error; });
  }
};`;
