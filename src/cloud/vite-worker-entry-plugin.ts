import type { Plugin } from "vite";

/**
 * Keeps a Worker's entry file free of what other files import.
 *
 * WebKit (2.50) evaluates the entry of a module Worker a second time as soon as another module imports from it. The cloud Worker
 * then had a second, empty cloud that took the page's messages and never answered. Vite builds Workers so that a chunk which is loaded
 * later may import from the entry, and leaves no option for it, hence a plugin. The build fails if a chunk imports the entry all the same.
 */
export function keepWorkerEntryApart(): Plugin {
  return {
    name: "lambdarium:worker-entry",
    options: (options) => ({ ...options, preserveEntrySignatures: "strict" }),
    generateBundle(_options, bundle) {
      const problem = entryImportedByChunk(Object.values(bundle).filter((file) => file.type === "chunk"));
      if (problem !== undefined) this.error(problem);
    },
  };
}

interface BuiltChunk {
  readonly fileName: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
}

/** A sentence that names the first chunk which imports an entry; undefined if there is none. */
export function entryImportedByChunk(chunks: readonly BuiltChunk[]): string | undefined {
  const entries = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
  for (const { fileName, imports, dynamicImports } of chunks) {
    const entry = [...imports, ...dynamicImports].find((name) => entries.has(name));
    if (entry !== undefined) return `${fileName} imports ${entry}, the entry of a Worker: WebKit would evaluate that file twice.`;
  }
  return undefined;
}
