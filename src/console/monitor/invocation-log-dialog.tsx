import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Link from "@cloudscape-design/components/link";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { LogLinesView, linesAsText } from "../shared/logs/log-lines-view.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import type { LoggedInvocation } from "./invocations.ts";

interface InvocationLogDialogProps {
  /** Of the function. */
  readonly name: string;
  readonly invocation: LoggedInvocation | null;
  readonly visible: boolean;
  readonly onDismiss: () => void;
}

/** What one invocation logged, from START to REPORT. */
export function InvocationLogDialog({ name, invocation, visible, onDismiss }: InvocationLogDialogProps) {
  return (
    <Modal visible={visible} size="large" header="Log of one invocation" closeAriaLabel="Close dialog" onDismiss={onDismiss}>
      {invocation && (
        <SpaceBetween size="m">
          <Box>
            Request <Box variant="code">{invocation.requestId}</Box>, version {invocation.version}, log stream <Box variant="code">{invocation.stream}</Box>,{" "}
            <Link href={href(functionRoute(name, { tab: "monitoring", view: "environments", stream: invocation.stream }))}>its environment</Link>
          </Box>
          <LogLinesView label={`Log of ${invocation.requestId}`} lines={invocation.lines} />
          <CopyToClipboard copyButtonText="Copy log" copySuccessText="Copied the log" copyErrorText="The browser did not allow copying" textToCopy={linesAsText(invocation.lines)} />
        </SpaceBetween>
      )}
    </Modal>
  );
}
