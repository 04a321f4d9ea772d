/** Asset `node-modules.js`: the `node:` modules, each made when it is first asked for. */
export { createNodeModules } from "../builtin/node-modules.ts";
