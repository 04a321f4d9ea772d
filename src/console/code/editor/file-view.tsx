import Box from "@cloudscape-design/components/box";
import { baseName } from "../../shared/working-copy/file-path.ts";
import { textOf, type Files } from "../../shared/working-copy/working-copy.ts";
import { TextEditor } from "./text-editor.tsx";

/** Longer texts make an editor in a page slow. */
const MAX_TEXT_BYTES = 2 * 1024 * 1024;

interface FileViewProps {
  readonly shelf: string;
  readonly name: string;
  readonly files: Files;
  readonly path: string | undefined;
  readonly readOnlyReason: string | undefined;
  readonly onEdit: (path: string, bytes: Uint8Array) => void;
}

/** One file: its text, or an honest word where it is none. */
export function FileView({ path, files, ...rest }: FileViewProps) {
  const bytes = path === undefined ? undefined : files.get(path);
  if (path === undefined || bytes === undefined) return <div className="code-note"><Box color="text-body-secondary">No file is open. Choose one in the explorer.</Box></div>;
  if (bytes.length > MAX_TEXT_BYTES) return <Note path={path} bytes={bytes} why="It is too large for the editor." />;
  if (textOf(bytes) === undefined) return <Note path={path} bytes={bytes} why="It is not text (UTF-8), so the editor does not show it." />;
  return <TextEditor {...rest} files={files} path={path} />;
}

function Note({ path, bytes, why }: { path: string; bytes: Uint8Array; why: string }) {
  return (
    <div className="code-note">
      <Box variant="p"><b>{baseName(path)}</b>, {bytes.length.toLocaleString("en")} bytes. {why}</Box>
      <Box color="text-body-secondary">Deploy keeps it byte for byte. It can be renamed, deleted, or replaced by an upload of the same name.</Box>
    </div>
  );
}
