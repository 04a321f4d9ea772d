import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { href } from "../shared/routes.ts";
import { usePool, useReserved } from "./queries.ts";

/** What the function has reserved, and what the account has left unreserved. */
export function ReservedPanel({ name }: { name: string }) {
  const reserved = useReserved(name);
  const pool = usePool();
  const edit = <Button href={href({ page: "edit-function", name, form: "concurrency" })} ariaLabel="Edit concurrency">Edit</Button>;
  return (
    <Container header={<Header variant="h2" actions={edit}>Concurrency</Header>}>
      {reserved.isPending || pool.status === "loading" ? (
        <Loading what="concurrency" />
      ) : reserved.isError ? (
        <ApiErrorAlert header="The function's concurrency could not be loaded" error={reserved.error} onRetry={() => void reserved.refetch()} />
      ) : (
        <SpaceBetween size="m">
          {reserved.data === 0 && (
            <Alert type="warning" header="This function is throttled" action={edit}>
              Its reserved concurrency is 0: every call is refused with <i>Rate Exceeded.</i> Edit it and use unreserved account concurrency, or
              reserve more than 0, to let it run again.
            </Alert>
          )}
          <KeyValuePairs
            columns={2}
            items={[
              {
                label: "Function concurrency",
                value: reserved.data === null ? "Use unreserved account concurrency" : `Reserve concurrency: ${reserved.data}`,
              },
              { label: "Unreserved account concurrency", value: pool.status === "known" ? pool.pool.unreserved.toLocaleString("en") : "-" },
            ]}
          />
          <Box color="text-body-secondary">
            AWS raises an account's quota by itself as it is used, and takes requests for more in Service Quotas; a support ticket, as older
            lessons have it, is not needed.
          </Box>
        </SpaceBetween>
      )}
    </Container>
  );
}
