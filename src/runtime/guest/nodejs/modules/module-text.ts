/** The texts of modules that the loader makes up: facades, stand-ins of a cycle, and what a cycle's modules say to them. */
import type { Export } from "es-module-lexer/js";
import type { Edit } from "./module-source.ts";
import { LOADER } from "./module-source.ts";

/** A module whose default is a value and whose named exports are that value's properties. */
export function facade(value: string, names: readonly string[]): string {
  const named = names.filter((name) => name !== "default" && name !== "module.exports");
  return [
    `const value = ${value};`,
    `export default value;`,
    ...named.map((name, index) => `const v${index} = value?.[${JSON.stringify(name)}];`),
    named.length > 0 ? `export { ${named.map((name, index) => `v${index} as ${JSON.stringify(name)}`).join(", ")} };` : "",
  ].join("\n");
}

/** What a module of a cycle says to its stand-in: first thing, and last thing. May add edits (anonymous defaults). */
export function fillers(path: string, exports: readonly Export[], urls: readonly string[], edits: Edit[]): [string, string] {
  const getters: string[] = [];
  const imports: string[] = [];
  let tail = "";
  for (const one of exports) {
    if (one.type === "direct") {
      let local = one.localName;
      if (local === undefined) {
        local = "__default_of_this_module";
        edits.push({ start: one.exportStart, end: one.end, text: `const ${local} =` });
        tail += `;export { ${local} as default };`;
      }
      getters.push(`${JSON.stringify(one.name)}: () => ${local}`);
      continue;
    }
    const variable = `__from${one.importIndex}`;
    imports.push(`import * as ${variable} from ${JSON.stringify(urls[one.importIndex])};`);
    if (one.type === "reexport")
      getters.push(
        `${JSON.stringify(one.name)}: () => ${one.importName === null ? variable : `${variable}[${JSON.stringify(one.importName)}]`}`,
      );
    else getters.push(`...Object.fromEntries(Object.keys(${variable}).map((name) => [name, () => ${variable}[name]]))`);
  }
  const fill = `${LOADER}.fill(${JSON.stringify(path)}, { ${getters.join(", ")} });`;
  return [[...new Set(imports)].join("") + fill, `${tail};${fill}`];
}

/** What stands for a module that is still being linked: its names, filled in when the real one runs. */
export function standInText(path: string, names: readonly string[]): string {
  return [
    ...names.map((_, index) => `let v${index};`),
    `export { ${names.map((name, index) => `v${index} as ${JSON.stringify(name)}`).join(", ")} };`,
    `${LOADER}.standIn(${JSON.stringify(path)}, (from) => {`,
    ...names.map((name, index) => `  try { v${index} = from[${JSON.stringify(name)}](); } catch {}`),
    `});`,
  ].join("\n");
}
