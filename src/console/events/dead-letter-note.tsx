import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Link from "@cloudscape-design/components/link";
import { useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { ArnLink } from "../shared/arn-link.tsx";
import { apiQualifier, functionRoute, href, type PageQualifier } from "../shared/routes.ts";

/** Where failed events of this function go, and why nothing may have arrived there. */
export function DeadLetterNote({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const arn = useFunctionConfiguration(name, apiQualifier(qualifier)).data?.DeadLetterConfig?.TargetArn;
  const at = (subtab: "async" | "destinations") => href(functionRoute(name, { qualifier, tab: "configure", subtab }));
  return (
    <ExpandableSection headerText="The dead-letter queue or a destination: why is it empty?" variant="container">
      <Box variant="p">
        {arn === undefined ? <>This function has no dead-letter queue: an event whose attempts all failed is dropped, unless a <Link href={at("destinations")}>destination on failure</Link> takes it. <Link href={at("async")}>Set one up</Link>.</> : <>The dead-letter queue is <ArnLink arn={arn} />.</>}
      </Box>
      <ul>
        <li>Both serve <b>asynchronous</b> invocations only. A failed synchronous test returns its error to whoever waits, and sends nothing.</li>
        <li>A failed event arrives after its <b>last</b> attempt: with two retries that is three minutes later. Fast-forward the clock, or wait.</li>
        <li>Throttled events are tried for up to six hours before they are given up. As soon as the function has room, the oldest of them run. With a reserved concurrency of 0 they are given up at once.</li>
        <li>A queue that is a trigger of a function is emptied by that function.</li>
      </ul>
    </ExpandableSection>
  );
}
