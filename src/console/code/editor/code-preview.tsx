import { CODE_FONT, CODE_FONT_SIZE, CODE_LINE_HEIGHT } from "./editor-options.ts";

/** Text beyond this is not painted before the editor comes; the editor itself shows all of it. */
const PREVIEW_CHARACTERS = 20_000;

interface CodePreviewProps {
  readonly text: string;
  readonly path: string;
  /** Why the editor could not be loaded. */
  readonly problem: string | undefined;
  readonly onNear: () => void;
  readonly onFocus: () => void;
}

/** The text of a file before the editor is there: readable at once, and the editor takes its place when it is approached. */
export function CodePreview({ text, path, problem, onNear, onFocus }: CodePreviewProps) {
  const lines = text.slice(0, PREVIEW_CHARACTERS).split("\n");
  return (
    // The focus is what asks for the editor, which then takes it over.
    <div className="code-preview" tabIndex={0} role="textbox" aria-multiline="true" aria-readonly="true" aria-label={`${path}: focus to open the editor`} onPointerEnter={onNear} onPointerDown={onFocus} onFocus={onFocus}>
      {problem !== undefined && <div role="alert">The editor could not be loaded ({problem}). Your code is safe; focus this text to try again.</div>}
      <pre style={{ fontFamily: CODE_FONT, fontSize: CODE_FONT_SIZE, lineHeight: `${CODE_LINE_HEIGHT}px` }}>
        {/* The order of lines is their identity. */}
        {lines.map((line, index) => <span key={index} className="code-line">{line}{"\n"}</span>)}
      </pre>
    </div>
  );
}
