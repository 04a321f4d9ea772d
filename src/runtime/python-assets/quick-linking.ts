/**
 * Pyodide's linker puts some hundred JavaScript functions into the table of WebAssembly at each start: each by way of a
 * failed attempt (an exception) and of a WebAssembly module of its own. This does the same in the same order without the
 * attempts, and with one module a signature.
 */
const CHANGES: readonly (readonly [from: string, to: string])[] = [
  [
    "var module=new WebAssembly.Module(bytes);var instance=new WebAssembly.Instance(module,{e:{f:func}});",
    "var module=(convertJsFunctionToWasm.made??={})[sig]??=new WebAssembly.Module(bytes);var instance=new WebAssembly.Instance(module,{e:{f:func}});",
  ],
  ["var ret=getEmptyTableSlot();try{setWasmTableEntry(ret,func)}", "var ret=getEmptyTableSlot();try{if(sig)throw quickLinking;setWasmTableEntry(ret,func)}"],
];

/** The text of `pyodide.asm.mjs`, quicker to start. Throws when its form has changed. */
export function withQuickLinking(script: string): string {
  let changed = `var quickLinking=Object.create(TypeError.prototype);${script}`;
  for (const [from, to] of CHANGES) {
    if (changed.split(from).length !== 2) throw new Error(`pyodide.asm.mjs does not hold "${from}" once: its form changed; update quick-linking.ts`);
    changed = changed.replace(from, () => to);
  }
  return changed;
}
