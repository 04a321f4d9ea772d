import Link from "@cloudscape-design/components/link";
import { functionRoute, href } from "../shared/routes.ts";

/** `Version 2`, or `$LATEST`, as a link to its page. */
export function VersionLink({ name, version }: { name: string; version: string }) {
  const isLatest = version === "$LATEST";
  return (
    <Link href={href(functionRoute(name, isLatest ? {} : { qualifier: { kind: "version", value: version } }))}>
      {isLatest ? version : `Version ${version}`}
    </Link>
  );
}
