import type { editor } from "monaco-editor/editor";
import { bytesOf, textOf, type Files } from "../../shared/working-copy/working-copy.ts";
import { languageOf } from "../monaco/language-of.ts";
import { prepareLanguage, type Monaco } from "../monaco/load-monaco.ts";

/** The text models of one function's files, with their undo history and scroll positions. */
export class ModelShelf {
  readonly #monaco: Monaco;
  readonly #name: string;
  readonly #models = new Map<string, editor.ITextModel>();
  readonly #views = new Map<string, editor.ICodeEditorViewState>();
  /** The bytes that each model was last seen to equal; spares comparing whole texts at each key. */
  readonly #known = new Map<string, Uint8Array>();
  #filling = false;
  onEdit: (path: string, bytes: Uint8Array) => void = () => {};

  constructor(monaco: Monaco, name: string) {
    this.#monaco = monaco;
    this.#name = name;
  }

  /** The model of a text file. */
  async model(path: string, bytes: Uint8Array): Promise<editor.ITextModel> {
    const language = languageOf(path);
    await prepareLanguage(language);
    const existing = this.#models.get(path);
    if (existing) return existing;
    const uri = this.#monaco.Uri.from({ scheme: "file", authority: this.#name.toLowerCase(), path: `/var/task/${path}` });
    const model = this.#monaco.editor.getModel(uri) ?? this.#monaco.editor.createModel(textOf(bytes) ?? "", language, uri);
    this.#models.set(path, model);
    this.#known.set(path, bytes);
    model.onDidChangeContent(() => {
      if (this.#filling) return;
      const now = bytesOf(model.getValue(undefined, true));
      this.#known.set(path, now);
      this.onEdit(path, now);
    });
    return model;
  }

  /** Brings open models to what the files hold now: after Discard, an upload, or an edit in another tab. Can be undone. */
  fill(files: Files): void {
    this.#filling = true;
    for (const [path, model] of this.#models) {
      const bytes = files.get(path);
      const text = bytes && textOf(bytes);
      if (bytes === undefined || text === undefined) {
        model.dispose();
        for (const map of [this.#models, this.#views, this.#known]) map.delete(path);
      } else if (this.#known.get(path) !== bytes) {
        this.#known.set(path, bytes);
        if (model.getValue(undefined, true) !== text) model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      }
    }
    this.#filling = false;
  }

  saveView(path: string, view: editor.ICodeEditorViewState | null): void {
    if (view) this.#views.set(path, view);
  }

  view(path: string): editor.ICodeEditorViewState | undefined {
    return this.#views.get(path);
  }

  dispose(): void {
    for (const model of this.#models.values()) model.dispose();
    this.#models.clear();
  }
}

/** One shelf lives at a time: it outlasts a change of tab, so that undo still works, and ends when another function's is asked for. */
let current: { key: string; shelf: ModelShelf } | undefined;

export function shelfFor(monaco: Monaco, key: string, name: string): ModelShelf {
  if (current?.key !== key) {
    current?.shelf.dispose();
    current = { key, shelf: new ModelShelf(monaco, name) };
  }
  return current.shelf;
}
