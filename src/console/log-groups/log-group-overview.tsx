import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import { useFunctions } from "../aws/lambda-queries.ts";
import { Copyable } from "../shared/copy.tsx";
import { megabytes } from "../shared/megabytes.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import { retentionWords } from "./retention-words.ts";
import { writersOf } from "./writers.ts";

/** What a group is: who writes to it, how long and how much it keeps. */
export function LogGroupOverview({ name, group }: { name: string; group: LogGroup }) {
  const { logGroupArn = "", creationTime, retentionInDays, storedBytes = 0 } = group;
  return (
    <Container header={<Header variant="h2">Log group</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Written by", value: <Writers group={name} /> },
          { label: "Retention", value: retentionWords(retentionInDays) },
          { label: "Stored", value: megabytes(storedBytes) },
          { label: "Created", value: absoluteTime(creationTime === undefined ? undefined : new Date(creationTime)) },
          { label: "ARN", value: <Copyable text={logGroupArn} what="ARN of the log group" /> },
        ]}
      />
    </Container>
  );
}

function Writers({ group }: { group: string }) {
  const functions = useFunctions();
  if (!functions.data) return "-";
  const writers = writersOf(group, functions.data);
  if (writers.length === 0) return <Box variant="span" color="text-body-secondary">No function that exists</Box>;
  return writers.map((name) => (
    <div key={name}>
      <Link href={href(functionRoute(name, { tab: "monitoring", view: "logs" }))}>{name}</Link>
    </div>
  ));
}
