/**
 * The page's half of the sandbox: it owns the hidden iframes that hold the environments' Workers (a Worker cannot own
 * an iframe) and tells the cloud Worker where the guests' files are. Invocations do not pass through here.
 */
import frameFiles from "virtual:lambdarium-frame";
import manifests from "virtual:lambdarium-guests";
import type { FromSandboxHost, GuestFile, GuestManifest, ToSandboxHost } from "./protocol.ts";

export interface SandboxHost {
  /** Serves the cloud Worker at the other end of the port. */
  attach(port: MessagePort): void;
  /** Removes every frame, and with them every environment. */
  close(): void;
}

export interface SandboxHostOptions {
  /** Where the hidden frames are put; the document's body by default. */
  readonly container?: HTMLElement;
}

export function createSandboxHost(options: SandboxHostOptions = {}): SandboxHost {
  const container = options.container ?? document.body;
  const frames = new Map<string, HTMLIFrameElement>();
  const closeFrame = (name: string): void => {
    frames.get(name)?.remove();
    frames.delete(name);
  };
  return {
    attach(port) {
      port.onmessage = ({ data }: MessageEvent<ToSandboxHost>) => {
        closeFrame(data.frame);
        if (data.kind === "close-frame") return;
        const frame = createFrame(data.network);
        frame.addEventListener("load", () => frame.contentWindow?.postMessage(null, "*", [data.port]), { once: true });
        frames.set(data.frame, frame);
        container.append(frame);
      };
      const guests: FromSandboxHost = { kind: "guests", manifests: absoluteManifests() };
      port.postMessage(guests);
    },
    close() {
      for (const name of [...frames.keys()]) closeFrame(name);
    },
  };
}

function createFrame(network: boolean): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.title = "Execution environments";
  frame.referrerPolicy = "no-referrer";
  frame.allow = "";
  frame.hidden = true;
  frame.src = new URL(network ? frameFiles.network : frameFiles.locked, document.baseURI).href;
  return frame;
}

function absoluteManifests(): FromSandboxHost["manifests"] {
  const file = (one: GuestFile): GuestFile => ({ ...one, url: new URL(one.url, document.baseURI).href });
  const family = (one: GuestManifest): GuestManifest => ({
    guest: file(one.guest),
    modules: one.modules.map(file),
    assets: one.assets.map(file),
  });
  return Object.fromEntries(
    Object.entries(manifests).map(([name, manifest]) => [name, family(manifest)]),
  );
}
