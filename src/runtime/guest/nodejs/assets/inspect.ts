/** Asset `inspect.js`: Node.js's own formatting of values, for `console` and `node:util`. */
export { format, formatWithOptions, inspect, stripVTControlCharacters } from "node-inspect-extracted";
