/**
 * The parts of the guest that most functions never need stay outside its bundle. They travel as handles, and are read
 * and evaluated *synchronously* when first wanted: `require("fs")` cannot wait.
 */
export interface LazyAssets {
  /** What the asset's script exports. Evaluated once. */
  load<Exports>(name: AssetName): Exports;
}

export type AssetName = "buffer.js" | "inspect.js" | "lexers.js" | "node-files.js" | "node-modules.js" | "typescript.js";

export function lazyAssets(blobs: Readonly<Record<string, Blob>>): LazyAssets {
  const loaded = new Map<string, unknown>();
  return {
    load<Exports>(name: AssetName): Exports {
      if (!loaded.has(name)) {
        const blob = blobs[name];
        if (blob === undefined) throw new Error(`The runtime was built without ${name}`);
        const text = new FileReaderSync().readAsText(blob);
        // An asset is built as a script that puts its exports in `asset`.
        // oxlint-disable-next-line typescript/no-implied-eval -- the runtime's own text, read synchronously
        const evaluate = new Function(`${text}\nreturn asset;\n//# sourceURL=node:internal/${name}`);
        loaded.set(name, evaluate());
      }
      return loaded.get(name) as Exports;
    },
  };
}
