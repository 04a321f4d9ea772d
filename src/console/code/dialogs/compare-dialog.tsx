import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { changesBetween, describeChanges, textOf, type Files } from "../../shared/working-copy/working-copy.ts";
import { DiffViewer } from "../editor/diff-viewer.tsx";

export interface Side {
  /** `Version 1`, `Deployed code`, `Your changes`. */
  readonly label: string;
  readonly files: Files;
}

interface CompareDialogProps {
  readonly visible: boolean;
  readonly before: Side;
  readonly after: Side;
  readonly onDismiss: () => void;
}

/** Two states of the code, file by file. */
export function CompareDialog({ visible, before, after, onDismiss }: CompareDialogProps) {
  const [chosen, setChosen] = useState<string>();
  const changes = visible ? describeChanges(before.files, changesBetween(before.files, after.files)).filter(({ path }) => !path.endsWith("/")) : [];
  const shown = changes.find(({ path }) => path === chosen) ?? changes[0];
  const options = changes.map(({ path, kind }) => ({ value: path, label: path, description: kind === "added" ? `only in ${after.label}` : kind === "deleted" ? `only in ${before.label}` : "differs" }));
  return (
    <Modal
      visible={visible}
      size="max"
      header={`Compare ${before.label} with ${after.label}`}
      closeAriaLabel="Close the comparison"
      onDismiss={onDismiss}
      footer={<Box float="right"><Button variant="primary" onClick={onDismiss}>Close</Button></Box>}
    >
      {shown ? (
        <SpaceBetween size="s">
          <FormField label={changes.length === 1 ? "One file differs" : `${changes.length} files differ`} description={`Left: ${before.label}. Right: ${after.label}.`}>
            <Select
              selectedOption={options.find(({ value }) => value === shown.path) ?? null}
              options={options}
              onChange={({ detail }) => setChosen(detail.selectedOption.value)}
            />
          </FormField>
          <FileDifference path={shown.path} before={before} after={after} />
        </SpaceBetween>
      ) : (
        <Box>The files are the same, byte for byte.</Box>
      )}
    </Modal>
  );
}

function FileDifference({ path, before, after }: { path: string; before: Side; after: Side }) {
  const [left, right] = [before, after].map(({ files }) => {
    const bytes = files.get(path);
    return bytes === undefined ? "" : textOf(bytes);
  });
  if (left === undefined || right === undefined) {
    return <Box>This is a binary file: {sizeOf(before, path)} in {before.label}, {sizeOf(after, path)} in {after.label}.</Box>;
  }
  return <DiffViewer path={path} before={left} after={right} beforeLabel={before.label} afterLabel={after.label} />;
}

function sizeOf({ files }: Side, path: string): string {
  const bytes = files.get(path);
  return bytes === undefined ? "absent" : `${bytes.length.toLocaleString("en")} bytes`;
}
