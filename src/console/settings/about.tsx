import Box from "@cloudscape-design/components/box";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { labels } from "../shared/labels.ts";

/** What is real here, what is simulated, what is missing, and whose it is. */
export function About() {
  return (
    <Container header={<Header variant="h2" description={labels.notAffiliated}>About {labels.product}</Header>}>
      <SpaceBetween size="m">
        <ColumnLayout columns={3} variant="text-grid">
          <div>
            <Box variant="h3">Real</Box>
            <ul>
              <li>Your code runs: Python by Pyodide, JavaScript by the browser's engine, each execution environment in a locked-in worker of its own.</li>
              <li>Cold starts, time-outs, durations and log lines are what happened, not made up.</li>
              <li>This page talks to the cloud through Amazon's unmodified JavaScript SDK.</li>
            </ul>
          </div>
          <div>
            <Box variant="h3">Simulated</Box>
            <ul>
              <li>Lambda's rules: versions, aliases, weights, states, limits and error texts, after AWS's documentation.</li>
              <li>Memory and CPU: the figure is kept and reported, the speed is your computer's.</li>
              <li>Regions are separate accounts of data in one browser; nothing is far away.</li>
            </ul>
          </div>
          <div>
            <Box variant="h3">Not here</Box>
            <ul>
              <li>IAM and KMS: execution roles are names, callers may do everything, nothing is encrypted.</li>
              <li>Runtimes that a browser cannot run: Java, .NET, Ruby, custom runtimes, container images.</li>
              <li>Most other AWS services. Those around functions (queues, topics, buckets, schedules, logs, metrics) are here in the parts that functions need.</li>
            </ul>
          </div>
        </ColumnLayout>
        <Box color="text-body-secondary">
          AWS and AWS Lambda are trademarks of Amazon.com, Inc. or its affiliates; the names are used to say what is simulated. Nothing here is
          a promise about what AWS does or bills: its own documentation has the last word.
        </Box>
      </SpaceBetween>
    </Container>
  );
}
