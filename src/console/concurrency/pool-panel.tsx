import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { href } from "../shared/routes.ts";
import { PoolBar } from "./pool-bar.tsx";
import { usePool } from "./queries.ts";

/** The pool that all functions of the account share in this Region. */
export function PoolPanel({ name }: { name: string }) {
  const answer = usePool();
  return (
    <Container header={<Header variant="h2" description="One pool for all functions of the account in this Region.">Account concurrency</Header>}>
      {answer.status === "loading" ? (
        <Loading what="the account's concurrency" />
      ) : answer.status === "failed" ? (
        <ApiErrorAlert header="The account's concurrency could not be loaded" error={answer.error} onRetry={answer.retry} />
      ) : (
        <SpaceBetween size="s">
          <PoolBar pool={answer.pool} highlighted={name} />
          {answer.pool.limit < 1000 && (
            <Box color="text-body-secondary">
              New accounts at AWS start with less than the usual 1,000, often with 10. The <Link href={href({ page: "settings" })}>settings</Link> choose
              what this one has; the quota below can be asked to be raised, as at AWS.
            </Box>
          )}
        </SpaceBetween>
      )}
    </Container>
  );
}
