import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useFunction } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { isTooLarge, useCodePackage } from "../shared/working-copy/code-package.ts";
import { useScope } from "../shared/scope.ts";
import { CodeBody } from "./code-body.tsx";
import { CompareDialog } from "./dialogs/compare-dialog.tsx";
import { firstFile } from "./files/tree-rows.ts";
import { useOpenFiles } from "./files/open-files.ts";
import { TooLarge } from "./too-large.tsx";

/** *Code source* of a version: to be read, and compared with `$LATEST`. */
export function FrozenCode({ name, qualifier, func }: { name: string; qualifier: Exclude<PageQualifier, { kind: "latest" }>; func: GetFunctionCommandOutput }) {
  const scope = useScope();
  const opened = useCodePackage(func);
  const [comparing, setComparing] = useState(false);
  const latest = useFunction(name);
  const latestCode = useCodePackage(comparing ? latest.data : undefined);
  const version = func.Configuration?.Version ?? qualifier.value;
  const files = opened.data?.files;
  const shelf = JSON.stringify([scope, name, version]);
  const openFiles = useOpenFiles(shelf, (path) => files?.has(path) ?? false, files && firstFile(files.keys(), func.Configuration?.Handler));
  const same = latest.data?.Configuration?.CodeSha256 === func.Configuration?.CodeSha256;
  const reason = `The code of version ${version} is published and cannot be changed. Edit $LATEST and publish a new version.`;
  return (
    <SpaceBetween size="l">
      <Alert
        type="info"
        header={`The code of version ${version} cannot be edited`}
        action={
          <SpaceBetween direction="horizontal" size="xs">
            <Button href={href(functionRoute(name))}>Go to $LATEST</Button>
            <Button disabled={same || isTooLarge(func) || isTooLarge(latest.data)} disabledReason={same ? "$LATEST has the same code." : "A package is too large for the editor."} onClick={() => setComparing(true)}>
              Compare with $LATEST
            </Button>
          </SpaceBetween>
        }
      >
        Publishing froze its code and configuration. {same ? "$LATEST has the same code." : "$LATEST has other code today."} To change what callers get, edit $LATEST, publish a new version, and point their alias at it.
      </Alert>
      <Container disableContentPaddings header={<Header variant="h2" description="Read-only">Code source</Header>}>
        {files ? (
          <CodeBody shelf={shelf} name={`${name}:${version}`} files={files} changes={[]} openFiles={openFiles} readOnlyReason={reason} />
        ) : isTooLarge(func) ? (
          <TooLarge func={func} />
        ) : opened.isError ? (
          <ApiErrorAlert header="The code of this version could not be opened" error={opened.error} onRetry={() => void opened.refetch()} />
        ) : (
          <div className="code-waiting"><Loading what="the code" /></div>
        )}
      </Container>
      {files && latestCode.data && (
        <CompareDialog
          visible={comparing}
          before={{ label: `version ${version}`, files }}
          after={{ label: "$LATEST", files: latestCode.data.files }}
          onDismiss={() => setComparing(false)}
        />
      )}
    </SpaceBetween>
  );
}
