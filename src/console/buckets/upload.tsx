import { PutObjectCommand } from "@aws-sdk/client-s3";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { objectKey, uploadProblem } from "./objects.ts";

/** Puts files into a bucket, one PutObject each: where a function is notified, each is a new-file event. */
export function Upload({ bucket }: { bucket: string }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [prefix, setPrefix] = useState("");
  const put = useAwsMutation("s3", async (client, file: File) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: objectKey(prefix, file.name), Body: new Uint8Array(await file.arrayBuffer()), ...(file.type === "" ? {} : { ContentType: file.type }) })),
  );
  const problems = files.map((file) => uploadProblem(file, prefix) ?? null);
  const upload = async () => {
    if (files.length === 0 || problems.some((problem) => problem !== null)) return;
    let left = files;
    try {
      for (const file of files) {
        await put.mutateAsync(file);
        left = left.filter((other) => other !== file);
        setFiles(left);
      }
      flash.success(files.length === 1 ? `Uploaded ${objectKey(prefix, files[0]!.name)} to ${bucket}.` : `Uploaded ${files.length} files to ${bucket}.`);
    } catch {
      // Shown below; what is left can be tried again.
    }
  };
  return (
    <Container header={<Header variant="h2" actions={<Button variant="primary" loading={put.isPending} disabled={files.length === 0} onClick={() => void upload()}>Upload</Button>}>Upload files</Header>}>
      <SpaceBetween size="m">
        <FormField label="Files" constraintText="Maximum 256 MB per file.">
          <FileUpload
            multiple
            value={[...files]}
            onChange={({ detail }) => setFiles(detail.value)}
            fileErrors={problems}
            showFileSize
            i18nStrings={{
              uploadButtonText: () => "Choose files",
              dropzoneText: () => "Drop files to upload",
              removeFileAriaLabel: (index) => `Remove file ${index + 1}`,
              limitShowFewer: "Show fewer files",
              limitShowMore: "Show more files",
              errorIconAriaLabel: "Error",
            }}
          />
        </FormField>
        <FormField label={<>Folder <i>- optional</i></>} description="The first part of the key. Triggers can be limited to a prefix.">
          <Input value={prefix} placeholder="uploads/" spellcheck={false} onChange={({ detail }) => setPrefix(detail.value)} />
        </FormField>
        {put.error && <Alert type="error"><ApiErrorText error={put.error} /></Alert>}
      </SpaceBetween>
    </Container>
  );
}
