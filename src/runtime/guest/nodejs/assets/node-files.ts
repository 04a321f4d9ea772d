/** Asset `node-files.js`: files, streams and what stands on them; apart, because most functions need neither. */
export { createNodeFiles } from "../builtin/node-files.ts";
