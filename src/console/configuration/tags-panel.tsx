import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { functionRoute, href } from "../shared/routes.ts";

interface TagsPanelProps {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly readOnly: boolean;
}

/** The function's tags. */
export function TagsPanel({ name, tags, readOnly }: TagsPanelProps) {
  if (readOnly) {
    return (
      <Alert type="info" action={<Button href={href(functionRoute(name, { tab: "configure", subtab: "tags" }))}>Go to the function's tags</Button>}>
        Tags belong to the function as a whole. Versions and aliases have none.
      </Alert>
    );
  }
  const rows = Object.entries(tags).map(([key, value]) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return (
    <Table
      items={rows}
      trackBy="key"
      wrapLines
      ariaLabels={{ tableLabel: "Tags" }}
      columnDefinitions={[
        { id: "key", header: "Key", isRowHeader: true, cell: ({ key }) => key },
        { id: "value", header: "Value", cell: ({ value }) => value || "-" },
      ]}
      empty={
        <Box textAlign="center" padding="s">
          <SpaceBetween size="xxs">
            <b>No tags</b>
            <Box color="text-body-secondary">Tags group functions and their costs, for example by team or environment.</Box>
          </SpaceBetween>
        </Box>
      }
      header={
        <Header variant="h2" counter={`(${rows.length})`} actions={<Button href={href({ page: "edit-function", name, form: "tags" })} ariaLabel="Manage tags">Manage tags</Button>}>
          Tags
        </Header>
      }
    />
  );
}
