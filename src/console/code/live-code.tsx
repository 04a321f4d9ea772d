import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useRef, useState } from "react";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { Loading } from "../shared/loading.tsx";
import { shortcutLabel, useShortcut } from "../shared/shortcuts.ts";
import { useTestEvents } from "../shared/testing/test-events.ts";
import { useGuardedTest } from "../shared/testing/use-guarded-test.tsx";
import { isTooLarge, useCodePackage } from "../shared/working-copy/code-package.ts";
import { LATEST } from "../shared/routes.ts";
import { CODE_COLORS } from "./code-colors.ts";
import { EditableCode } from "./editable-code.tsx";
import { OutputPanel } from "./output-panel.tsx";
import { TooLarge } from "./too-large.tsx";

const UploadZipDialog = lazy(async () => ({ default: (await import("./dialogs/upload-zip-dialog.tsx")).UploadZipDialog }));

/** *Code source* of `$LATEST`: edit, deploy, test. */
export function LiveCode({ name, func }: { name: string; func: GetFunctionCommandOutput }) {
  const frame = useRef<HTMLDivElement>(null);
  const events = useTestEvents(name);
  const { runner, deploy, copy, test, dialog } = useGuardedTest(name, LATEST);
  const opened = useCodePackage(func);
  const [uploading, setUploading] = useState(false);
  // Once asked for, the dialog stays mounted: it closes with its own care for the focus.
  const [uploadWanted, setUploadWanted] = useState(false);
  const undeployed = copy !== undefined && copy.changes.length > 0;
  const busy = deploy.deploying || runner.running !== undefined;

  const runDeploy = () => {
    if (copy && undeployed) void deploy.deployChanges(copy);
    else if (copy) flash.info(`Nothing to deploy: the editor shows the deployed code of ${name}.`);
  };
  const runTest = () => {
    try {
      JSON.parse(events.current.body);
    } catch {
      return flash.warning("The test event is not JSON, so it was not sent. Its error is shown in the Test tab.");
    }
    return test(events.current);
  };
  useShortcut("deploy", frame, runDeploy);
  useShortcut("test", frame, runTest);

  return (
    <div ref={frame}>
      <Container
        disableContentPaddings
        header={
          <Header
            variant="h2"
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <ButtonDropdown
                  items={[
                    { id: "zip", text: ".zip file" },
                    { id: "s3", text: "Amazon S3 location", disabled: true, disabledReason: "In this simulator, use the AWS CLI: aws lambda update-function-code --s3-bucket … --s3-key …" },
                  ]}
                  onItemClick={() => {
                    setUploadWanted(true);
                    setUploading(true);
                  }}
                >
                  Upload from
                </ButtonDropdown>
                <Button disabled={busy} onClick={runTest} ariaLabel={`Test (${shortcutLabel("test")})`}>Test</Button>
                <Button variant="primary" disabled={!undeployed || copy.stale || runner.running !== undefined} loading={deploy.deploying} onClick={runDeploy} ariaLabel={`Deploy (${shortcutLabel("deploy")})`}>
                  Deploy
                </Button>
              </SpaceBetween>
            }
            info={undeployed ? <span style={CODE_COLORS}><span className="code-badge" role="status">Undeployed changes</span></span> : undefined}
          >
            Code source
          </Header>
        }
      >
        {copy ? (
          <EditableCode name={name} handler={func.Configuration?.Handler} environment={func.Configuration?.Environment?.Variables} copy={copy} deploy={deploy} runner={runner} events={events} onDeploy={runDeploy} onTest={runTest} />
        ) : isTooLarge(func) ? (
          <>
            <TooLarge func={func} />
            <div style={CODE_COLORS}>
              <OutputPanel name={name} runner={runner} />
            </div>
          </>
        ) : opened.isError ? (
          <ApiErrorAlert header="The deployed code could not be opened" error={opened.error} onRetry={() => void opened.refetch()} />
        ) : (
          <div className="code-waiting"><Loading what="the code" /></div>
        )}
        {copy?.problem !== undefined && <Alert type="warning">Your changes are not kept by this browser ({copy.problem}). Deploy before you reload the page.</Alert>}
      </Container>
      <Suspense fallback={null}>
        {uploadWanted && (
          <UploadZipDialog
            visible={uploading}
            name={name}
            hasDraft={undeployed}
            busy={deploy.deploying}
            onDismiss={() => setUploading(false)}
            onUpload={(zip) => void deploy.deployZip(zip).then(() => setUploading(false))}
          />
        )}
      </Suspense>
      {dialog}
    </div>
  );
}
