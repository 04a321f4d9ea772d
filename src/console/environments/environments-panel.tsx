import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { functionRoute, href } from "../shared/routes.ts";
import { TimelineCanvas } from "./timeline-canvas.tsx";
import { summaryOf, versionsOf } from "./timeline-layout.ts";
import { TimelineLegend } from "./timeline-legend.tsx";
import { useEnvironments, useRecycle } from "./use-environments.ts";

const WINDOW_MS = 120_000;

/** Below the Test tab: which environments a test met, and a way to meet a cold one. */
export function EnvironmentsPanel({ name }: { name: string }) {
  const { answer, environments, aheadMs } = useEnvironments(name, undefined);
  const recycle = useRecycle();
  // Beside a test this is a picture on the side: where it cannot be had, the test matters more.
  if (!answer.data) return null;
  const living = environments.some(({ status }) => status !== "ended");
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="s" alignItems="center">
              <Link href={href(functionRoute(name, { tab: "monitoring", view: "environments" }))}>All of them</Link>
              <Button onClick={() => recycle.run(name)} loading={recycle.busy} {...(living ? {} : { disabled: true, disabledReason: "No environment lives: the next call is cold anyway." })}>Force cold start</Button>
            </SpaceBetween>
          }
        >
          Execution environments
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Box>{summaryOf(environments)}{living ? ", last 2 minutes:" : ": the next call is a cold start."}</Box>
        {environments.length > 0 && <TimelineCanvas environments={environments} aheadMs={aheadMs} windowMs={WINDOW_MS} height={120} selected={null} />}
        {living && <TimelineLegend versions={versionsOf(environments)} />}
      </SpaceBetween>
    </Container>
  );
}
