import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { MAX_ZIPPED_BYTES } from "#services/lambda/configuration/package-limits.ts";

interface UploadZipDialogProps {
  readonly visible: boolean;
  readonly name: string;
  readonly hasDraft: boolean;
  readonly busy: boolean;
  readonly onDismiss: () => void;
  readonly onUpload: (zip: Uint8Array) => void;
}

/** *Upload from .zip file*: the archive becomes the function's code at once, in place of all files. */
export function UploadZipDialog({ visible, name, hasDraft, busy, onDismiss, onUpload }: UploadZipDialogProps) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const file = files[0];
    if (!file) return setProblem("Choose a .zip file.");
    if (file.size > MAX_ZIPPED_BYTES) return setProblem(`This file has ${(file.size / 1024 / 1024).toFixed(1)} MB. Lambda takes at most 50 MB zipped: leave out what the function does not need.`);
    onUpload(new Uint8Array(await file.arrayBuffer()));
    setFiles([]);
  };
  return (
    <Modal
      visible={visible}
      header="Upload a .zip file"
      closeAriaLabel="Cancel"
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>Cancel</Button>
            <Button variant="primary" loading={busy} onClick={() => void save()}>Save</Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {hasDraft && <Alert type="warning">The editor holds undeployed changes of {name}. They are discarded when the file is saved.</Alert>}
        <FormField label="Deployment package" description="Takes the place of all files of the function, and is deployed at once.">
          <FileUpload
            value={files}
            accept=".zip,application/zip"
            showFileSize
            onChange={({ detail }) => {
              setFiles(detail.value);
              setProblem(undefined);
            }}
            errorText={problem}
            constraintText="A .zip file of up to 50 MB (250 MB unzipped)."
            i18nStrings={{
              uploadButtonText: () => "Upload",
              dropzoneText: () => "Drop a .zip file here",
              removeFileAriaLabel: (_index, fileName) => `Remove ${fileName}`,
              limitShowFewer: "Show fewer files",
              limitShowMore: "Show more files",
              errorIconAriaLabel: "Error",
              warningIconAriaLabel: "Warning",
            }}
          />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
