/** Asset `node-modules.js`: the light `node:` modules, each made when it is first asked for. */
export { createNodeModules } from "../builtin/node-modules.ts";
