import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import LiveRegion from "@cloudscape-design/components/live-region";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";

interface AcceptedPanelProps {
  readonly outcome: { readonly requestId: string; readonly statusCode: number };
  readonly name: string;
  readonly qualifier: PageQualifier;
  readonly announce: boolean;
}

/** What Lambda answers to an event that nobody waits for: that it has it, and nothing of what the function does. */
export function AcceptedPanel({ outcome: { requestId, statusCode }, name, qualifier, announce }: AcceptedPanelProps) {
  return (
    <Alert type="info" header={`Accepted (${statusCode})`}>
      {announce && <LiveRegion hidden>{`Lambda accepted the event: ${statusCode}.`}</LiveRegion>}
      <Box variant="p" color="inherit">
        The event is kept in Lambda's queue, and the answer ends here: it says nothing of whether the function will succeed. All attempts have the request ID <Box variant="code" color="inherit">{requestId}</Box>.
      </Box>
      <Link href={href(functionRoute(name, { qualifier, tab: "monitoring", view: "events", request: requestId }))} fontSize="inherit">Follow this event</Link>
    </Alert>
  );
}
