import { useCollection } from "@cloudscape-design/collection-hooks";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useMemo, useState } from "react";
import { useSubscriptions, useTopicArn, useTopics } from "../aws/topic-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { arnName } from "../shared/arn-names.ts";
import { Copyable } from "../shared/copy.tsx";
import { PAGINATION_LABELS } from "../shared/labels.ts";
import { navigate } from "../shared/navigation.ts";
import { NoMatch } from "../shared/no-match.tsx";
import { Page } from "../shared/page.tsx";
import { CreateResourceDialog } from "../shared/resources/create-resource-dialog.tsx";
import { href } from "../shared/routes.ts";
import { DeleteTopics } from "./delete-topics.tsx";
import { topicHelp } from "./topic-help.tsx";

interface Row {
  readonly arn: string;
  readonly name: string;
  /** Undefined: not known yet. */
  readonly subscriptions: number | undefined;
}

/** The topics of the account in this Region: search, create, delete. */
export function TopicsPage() {
  const topicArn = useTopicArn();
  const topics = useTopics();
  const subscriptions = useSubscriptions();
  const [dialog, setDialog] = useState<"create" | "delete" | null>(null);
  const rows = useMemo(
    () => (topics.data ?? []).map((arn): Row => ({ arn, name: arnName(arn).name, subscriptions: subscriptions.data?.filter(({ TopicArn }) => TopicArn === arn).length })),
    [topics.data, subscriptions.data],
  );
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps, actions } = useCollection(rows, {
    filtering: { filteringFunction: ({ name }, text) => name.toLowerCase().includes(text.toLowerCase()) },
    pagination: { pageSize: 20 },
    sorting: { defaultState: { sortingColumn: { sortingField: "name" } } },
    selection: { keepSelection: false, trackBy: "arn" },
  });
  const selected = (collectionProps.selectedItems ?? []).map(({ name }) => name);
  const create = (variant: "primary" | "normal") => <Button variant={variant} onClick={() => setDialog("create")}>Create topic</Button>;
  return (
    <Page title="Topics" breadcrumbs={[{ text: "Topics", href: href({ page: "topics" }) }]} help={topicHelp} contentType="table">
      {topics.isError ? (
        <ApiErrorAlert header="The topics could not be loaded" error={topics.error} onRetry={() => void topics.refetch()} />
      ) : (
        <Table
          {...collectionProps}
          items={items}
          variant="full-page"
          loading={topics.isPending}
          loadingText="Loading topics"
          selectionType="multi"
          ariaLabels={{
            tableLabel: "Topics",
            selectionGroupLabel: "Select topics",
            allItemsSelectionLabel: () => "Select all topics on this page",
            itemSelectionLabel: (_selection, { name }) => `Select ${name}`,
          }}
          columnDefinitions={[
            { id: "name", header: "Name", isRowHeader: true, sortingField: "name", cell: ({ name }) => <Link href={href({ page: "topics", name })}>{name}</Link> },
            { id: "subscriptions", header: "Subscriptions", sortingField: "subscriptions", cell: ({ subscriptions: count }) => count ?? "-" },
            { id: "arn", header: "ARN", cell: ({ arn }) => <Copyable text={arn} what="ARN of the topic" /> },
          ]}
          empty={
            rows.length > 0 ? <NoMatch what="topic" onClear={() => actions.setFiltering("")} /> : (
              <Box textAlign="center" padding="l">
                <SpaceBetween size="s">
                  <b>No topics</b>
                  <Box color="text-body-secondary">Make one as a function's dead-letter queue, destination or trigger.</Box>
                  {create("normal")}
                </SpaceBetween>
              </Box>
            )
          }
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={topics.isPending ? "" : selected.length > 0 ? `(${selected.length}/${rows.length})` : `(${rows.length})`}
              description="Amazon SNS, as far as functions need it."
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button iconName="refresh" ariaLabel="Refresh topics" loading={topics.isFetching && !topics.isPending} onClick={() => void topics.refetch()} />
                  <Button disabled={selected.length === 0} onClick={() => setDialog("delete")}>Delete</Button>
                  {create("primary")}
                </SpaceBetween>
              }
            >
              Topics
            </Header>
          }
          filter={
            <TextFilter
              {...filterProps}
              filteringPlaceholder="Search by name"
              filteringAriaLabel="Search topics"
              filteringClearAriaLabel="Clear search"
              countText={filteredItemsCount === 1 ? "1 match" : `${filteredItemsCount ?? 0} matches`}
            />
          }
          pagination={<Pagination {...paginationProps} ariaLabels={PAGINATION_LABELS} />}
        />
      )}
      <CreateResourceDialog
        kind="topic"
        visible={dialog === "create"}
        onDismiss={() => setDialog(null)}
        onCreated={(_arn, name) => {
          setDialog(null);
          navigate({ page: "topics", name });
        }}
      />
      <DeleteTopics names={selected} arnOf={topicArn} visible={dialog === "delete"} onDismiss={() => setDialog(null)} onDeleted={() => actions.setSelectedItems([])} />
    </Page>
  );
}
