import type { Boot } from "../guest-protocol.ts";
import { NodeGuest } from "./node-guest.ts";

/** The entry of the JavaScript guest. */
export const boot: Boot = (context) => {
  new NodeGuest(context);
};
