import { RemovePermissionCommand } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { Copyable } from "../shared/copy.tsx";
import { flash } from "../shared/flash.tsx";
import { apiQualifier, href, type PageQualifier } from "../shared/routes.ts";
import type { Statement } from "./policy.ts";
import { useStatements } from "./policy-query.ts";

/** Configuration > Permissions: the execution role (a name here), and who may invoke the function. */
export function PermissionsPanel({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const at = apiQualifier(qualifier);
  const role = useFunctionConfiguration(name, at).data?.Role;
  const statements = useStatements(name, qualifier);
  const remove = useAwsMutation("lambda", (client, StatementId: string) => client.send(new RemovePermissionCommand({ FunctionName: name, Qualifier: at, StatementId })));
  const [selected, setSelected] = useState<Statement>();
  const [asking, setAsking] = useState(false);
  const rows = statements.data ?? [];
  const chosen = rows.find(({ sid }) => sid === selected?.sid);
  const add = <Button href={href({ page: "edit-function", name, form: "permission", qualifier })}>Add permissions</Button>;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2" description="What the function itself may do at AWS. There is no IAM here: the role is a name, and nothing is refused for want of a permission.">Execution role</Header>}>
        <KeyValuePairs columns={1} items={[{ label: "Role name", value: role === undefined ? "-" : <Copyable text={role.split("/").at(-1) ?? role} what="role name" /> }, { label: "ARN", value: role ?? "-" }]} />
      </Container>
      {statements.isError ? (
        <ApiErrorAlert header={`The policy of ${name} could not be loaded`} error={statements.error} onRetry={() => void statements.refetch()} />
      ) : (
        <Table
          items={rows}
          trackBy="sid"
          wrapLines
          loading={statements.isPending}
          loadingText="Loading policy statements"
          selectionType="single"
          selectedItems={chosen ? [chosen] : []}
          onSelectionChange={({ detail }) => setSelected(detail.selectedItems[0])}
          ariaLabels={{ tableLabel: "Resource-based policy statements", selectionGroupLabel: "Select a statement", itemSelectionLabel: (_, { sid }) => `Select the statement ${sid}` }}
          columnDefinitions={[
            { id: "sid", header: "Statement ID", isRowHeader: true, cell: ({ sid }) => sid },
            { id: "principal", header: "Principal", cell: ({ principal }) => (principal === "*" ? "Everybody (*)" : principal) },
            { id: "action", header: "Action", cell: ({ action }) => action },
            { id: "conditions", header: "Conditions", cell: ({ conditions }) => (conditions.length === 0 ? "None" : conditions.map((condition) => <div key={condition}>{condition}</div>)) },
          ]}
          empty={
            <Box textAlign="center" padding="s">
              <SpaceBetween size="s">
                <b>No policy statements</b>
                <Box color="text-body-secondary">No other service or account may invoke {qualifier.kind === "latest" ? "this function" : `this ${qualifier.kind}`}. Adding an S3 or SNS trigger adds what it needs.</Box>
                {add}
              </SpaceBetween>
            </Box>
          }
          header={
            <Header
              variant="h2"
              counter={statements.data ? `(${rows.length})` : ""}
              description={`Who may invoke ${qualifier.kind === "latest" ? "the function without a qualifier. Each version and alias has a policy of its own" : `this ${qualifier.kind}; it is apart from the function's own policy`}.`}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button disabled={!chosen} onClick={() => setAsking(true)}>Remove</Button>
                  {add}
                </SpaceBetween>
              }
            >
              Resource-based policy statements
            </Header>
          }
        />
      )}
      {chosen && (
        <ExpandableSection variant="container" headerText={`Statement ${chosen.sid} as JSON`}>
          <Box variant="code"><pre tabIndex={0} role="region" aria-label={`Statement ${chosen.sid}`} style={{ margin: 0, overflow: "auto" }}>{chosen.json}</pre></Box>
        </ExpandableSection>
      )}
      <Confirmation
        visible={asking}
        header={`Remove the statement ${selected?.sid ?? ""}?`}
        confirmLabel="Remove"
        busy={remove.isPending}
        error={remove.error}
        onDismiss={() => setAsking(false)}
        onConfirm={() =>
          chosen &&
          remove.mutate(chosen.sid, {
            onSuccess: () => {
              setAsking(false);
              setSelected(undefined);
              flash.success(`Removed the statement ${chosen.sid} from the policy of ${name}.`);
            },
          })
        }
      >
        {selected?.principal ?? "The principal"} may no longer invoke the function. A trigger that relies on it stays in place, but its events are refused.
      </Confirmation>
    </SpaceBetween>
  );
}
