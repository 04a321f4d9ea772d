import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { useBuckets } from "../aws/bucket-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { navigate } from "../shared/navigation.ts";
import { Page } from "../shared/page.tsx";
import { CreateResourceDialog } from "../shared/resources/create-resource-dialog.tsx";
import { href } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import { bucketHelp } from "./bucket-help.tsx";

/** The buckets of the account. */
export function BucketsPage() {
  const buckets = useBuckets();
  const [creating, setCreating] = useState(false);
  const create = (variant: "primary" | "normal") => <Button variant={variant} onClick={() => setCreating(true)}>Create bucket</Button>;
  return (
    <Page title="Buckets" breadcrumbs={[{ text: "Buckets", href: href({ page: "buckets" }) }]} help={bucketHelp} contentType="table">
      {buckets.isError ? (
        <ApiErrorAlert header="The buckets could not be loaded" error={buckets.error} onRetry={() => void buckets.refetch()} />
      ) : (
        <Table
          items={buckets.data ?? []}
          trackBy="name"
          variant="full-page"
          loading={buckets.isPending}
          loadingText="Loading buckets"
          ariaLabels={{ tableLabel: "Buckets" }}
          columnDefinitions={[
            { id: "name", header: "Name", isRowHeader: true, cell: ({ name }) => <Link href={href({ page: "buckets", name })}>{name}</Link> },
            { id: "created", header: "Created", cell: ({ createdAt }) => absoluteTime(createdAt) },
          ]}
          empty={
            <Box textAlign="center" padding="l">
              <SpaceBetween size="s">
                <b>No buckets</b>
                <Box color="text-body-secondary">Make one, then let each new file in it start a function.</Box>
                {create("normal")}
              </SpaceBetween>
            </Box>
          }
          header={<Header variant="awsui-h1-sticky" counter={buckets.data ? `(${buckets.data.length})` : ""} description="Amazon S3, as far as functions need it." actions={create("primary")}>Buckets</Header>}
        />
      )}
      <CreateResourceDialog
        kind="bucket"
        visible={creating}
        onDismiss={() => setCreating(false)}
        onCreated={(_arn, name) => {
          setCreating(false);
          navigate({ page: "buckets", name });
        }}
      />
    </Page>
  );
}
