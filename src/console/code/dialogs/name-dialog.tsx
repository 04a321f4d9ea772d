import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef, useState } from "react";
import { pathProblem } from "../../shared/working-copy/file-path.ts";

export interface NameRequest {
  readonly kind: "new-file" | "new-folder" | "rename";
  /** What the field holds at first: the folder that is selected, or the path to be renamed (a folder's with its slash). */
  readonly initial: string;
}

interface NameDialogProps {
  readonly request: NameRequest | undefined;
  readonly existing: readonly string[];
  readonly onDismiss: () => void;
  /** The whole path; a folder's ends in `/`. */
  readonly onSubmit: (path: string) => void;
}

const WORDS = {
  "new-file": { header: "New file", label: "File name", button: "Create" },
  "new-folder": { header: "New folder", label: "Folder name", button: "Create" },
  rename: { header: "Rename", label: "New name", button: "Rename" },
} as const;

/** Asks for the path of a file or folder, and says while typing why one cannot be used. */
export function NameDialog({ request, existing, onDismiss, onSubmit }: NameDialogProps) {
  const [shown, setShown] = useState<NameRequest>({ kind: "new-file", initial: "" });
  const [path, setPath] = useState("");
  const [touched, setTouched] = useState(false);
  const input = useRef<InputProps.Ref>(null);
  if (request && request !== shown) {
    setShown(request);
    setPath(request.initial.replace(/(.)\/$/, request.kind === "rename" ? "$1" : "$&"));
    setTouched(false);
  }
  useEffect(() => {
    if (request) input.current?.focus();
  }, [request]);
  const { header, label, button } = WORDS[shown.kind];
  const isFolder = shown.kind === "new-folder" || (shown.kind === "rename" && shown.initial.endsWith("/"));
  const target = isFolder ? `${path.replace(/\/+$/, "")}/` : path;
  const others = shown.kind === "rename" ? existing.filter((other) => other !== shown.initial && !(isFolder && other.startsWith(shown.initial))) : existing;
  const intoItself = shown.kind === "rename" && isFolder && target !== shown.initial && target.startsWith(shown.initial);
  const problem = intoItself ? "A folder cannot be moved into itself. Choose another place." : pathProblem(!isFolder && path.endsWith("/") ? "" : target, others);
  const submit = () => {
    setTouched(true);
    if (!problem) onSubmit(target);
  };
  return (
    <Modal
      visible={request !== undefined}
      header={header}
      closeAriaLabel="Cancel"
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>Cancel</Button>
            <Button variant="primary" onClick={submit}>{button}</Button>
          </SpaceBetween>
        </Box>
      }
    >
      <FormField label={label} description="The path in the package; a slash (/) makes folders." errorText={touched ? problem : undefined}>
        <Input
          ref={input}
          value={path}
          spellcheck={false}
          disableBrowserAutocorrect
          onChange={({ detail }) => {
            setPath(detail.value);
            setTouched(true);
          }}
          onKeyDown={({ detail }) => detail.key === "Enter" && submit()}
        />
      </FormField>
    </Modal>
  );
}
