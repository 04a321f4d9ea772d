import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { functionRoute, href, type ConfigureSubtab, type PageQualifier } from "../shared/routes.ts";

interface FrozenNoticeProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  /** The version that is shown; on an alias the one it points at. */
  readonly version: string | undefined;
  readonly subtab: ConfigureSubtab;
}

/** Why the configuration of a version or alias cannot be changed, and where it can. Nothing on `$LATEST`. */
export function FrozenNotice({ name, qualifier, version = "", subtab }: FrozenNoticeProps) {
  if (qualifier.kind === "latest") return null;
  const shown = version === "$LATEST" ? "$LATEST" : `version ${version}`;
  return (
    <Alert
      type="info"
      action={<Button href={href(functionRoute(name, { tab: "configure", subtab }))}>Go to $LATEST's</Button>}
    >
      {qualifier.kind === "alias" && `This alias points at ${shown}, whose configuration is shown. `}
      {version === "$LATEST"
        ? "It is edited on the function's own page."
        : "A published version is frozen: what it was published with stays, so that callers can rely on it. Change $LATEST and publish a new version. Settable still is what stands around it: provisioned concurrency, asynchronous invocation, destinations, triggers and permissions."}
    </Alert>
  );
}
