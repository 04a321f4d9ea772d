import type { Plugin } from "vite";

/** Gives the dev and the preview server the AWS wire protocol, answered by the tab that is open. */
export function bridgePlugin(): Plugin {
  return { name: "lambdarium-bridge" };
}
