import { fileURLToPath } from "node:url";
import type { GuestSource } from "../guest-source.ts";
import { bundle } from "../guest-source.ts";

const at = (path: string): string => fileURLToPath(new URL(`../guest/nodejs/${path}`, import.meta.url));

/** The JavaScript guest: a small bundle that every start pays for. */
export const nodejsGuest: GuestSource = {
  family: "nodejs",
  async files() {
    return { guest: await bundle(at("main.ts"), "es"), modules: {}, assets: {} };
  },
};
