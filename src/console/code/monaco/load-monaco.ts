import type * as MonacoModule from "./monaco.ts";

export type Monaco = typeof MonacoModule.monaco;

let loading: Promise<Monaco> | undefined;
let loaded = false;

/** Loads the editor (about 850 KiB), once; call it when the learner is about to need it. A failed load is tried again. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import("./monaco.ts").then(
    ({ monaco }) => {
      loaded = true;
      return monaco;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Whether the editor is here already, so that showing it costs nothing. */
export function monacoIsLoaded(): boolean {
  return loaded;
}

let languageService: Promise<unknown> | undefined;

/** What a language needs before its first model exists: the TypeScript service (1.4 MiB) for JavaScript and TypeScript, nothing else. */
export async function prepareLanguage(language: string): Promise<void> {
  if (language !== "javascript" && language !== "typescript") return;
  languageService ??= import("./typescript.ts");
  await languageService;
}
