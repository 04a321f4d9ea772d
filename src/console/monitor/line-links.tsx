import Link from "@cloudscape-design/components/link";
import { functionRoute, href } from "../shared/routes.ts";
import type { LogLine } from "../shared/logs/log-line.ts";
import type { LineLinks } from "../shared/logs/log-lines-view.tsx";
import type { LoggedInvocation } from "./invocations.ts";

/** Tells lines apart, wherever they were read. */
export function lineKey({ stream, timestamp, message }: LogLine): string {
  return `${stream}|${timestamp}|${message}`;
}

/** From a log line to its execution environment, and to its invocation where that is known. */
export function lineLinks(name: string, { stream }: LogLine, invocation: LoggedInvocation | undefined, onLog: (invocation: LoggedInvocation) => void): LineLinks {
  const request = invocation?.requestId;
  return {
    key: `${stream}|${request}`,
    links: (
      <span style={{ display: "flex", gap: 8, whiteSpace: "nowrap" }}>
        <Link fontSize="body-s" href={href(functionRoute(name, { tab: "monitoring", view: "environments", stream }))} ariaLabel={`Environment of log stream ${stream}`}>{`env …${stream.slice(-6)}`}</Link>
        {invocation && <Link fontSize="body-s" onFollow={() => onLog(invocation)} ariaLabel={`Show the log of ${request}`}>{`request ${invocation.requestId.slice(0, 8)}…`}</Link>}
      </span>
    ),
  };
}
