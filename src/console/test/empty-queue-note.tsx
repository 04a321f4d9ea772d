import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Link from "@cloudscape-design/components/link";
import { useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { arnName } from "../shared/arn-names.ts";
import { apiQualifier, type PageQualifier } from "../shared/routes.ts";

/** Below a synchronous failure of a function that has a dead-letter queue: why nothing arrived there. Else nothing. */
export function EmptyQueueNote({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const arn = useFunctionConfiguration(name, apiQualifier(qualifier)).data?.DeadLetterConfig?.TargetArn;
  if (arn === undefined) return null;
  const target = arnName(arn);
  return (
    <ExpandableSection variant="footer" headerText={`Why is ${target.name} empty?`}>
      <Box variant="p" color="inherit">
        Because you waited for the answer. A dead-letter queue and destinations serve asynchronous invocations only: who waits gets the error and can act on it, so Lambda neither retries nor sends anything.
        Choose the invocation type <b>Asynchronous</b> and test again; when all attempts failed, the event arrives in {target.href === undefined ? target.name : <Link href={target.href} fontSize="inherit">{target.name}</Link>}.
      </Box>
    </ExpandableSection>
  );
}
