import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import { LAMBDA_VARIABLES } from "#services/lambda/configuration/environment-variables.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { EncryptionNote } from "./encryption-note.tsx";
import { environmentSize, rowsOf, type VariableRow } from "./environment-rows.ts";

interface EnvironmentPanelProps {
  readonly name: string;
  readonly configuration: FunctionConfiguration;
  readonly readOnly: boolean;
  readonly notice: ReactNode;
}

/** The learner's variables, and those that Lambda sets itself. */
export function EnvironmentPanel({ name, configuration, readOnly, notice }: EnvironmentPanelProps) {
  const rows = rowsOf(configuration.Environment?.Variables);
  const size = environmentSize(rows);
  const unread = configuration.Environment?.Error;
  return (
    <SpaceBetween size="l">
      {notice}
      {unread && <Alert type="error" header="The variables could not be read">{unread.ErrorCode}: {unread.Message}</Alert>}
      <Table<VariableRow>
        items={rows}
        trackBy="key"
        ariaLabels={{ tableLabel: "Environment variables" }}
        columnDefinitions={[
          { id: "key", header: "Key", isRowHeader: true, cell: ({ key }) => <Box variant="code">{key}</Box> },
          { id: "value", header: "Value", cell: ({ value }) => (value === "" ? <Box color="text-body-secondary">(empty)</Box> : <Box variant="code">{value}</Box>) },
        ]}
        wrapLines
        empty={
          <Box textAlign="center" padding="s">
            <b>No environment variables</b>
            <Box color="text-body-secondary">With one, the same code can act differently in dev and prod.</Box>
          </Box>
        }
        header={
          <Header
            variant="h2"
            counter={`(${rows.length})`}
            description={`${size.bytes} of ${size.limit} bytes used. Values are plain text to the code: nothing in them is expanded.`}
            actions={!readOnly && <Button href={href({ page: "edit-function", name, form: "envVars" })} ariaLabel="Edit environment variables">Edit</Button>}
          >
            Environment variables
          </Header>
        }
      />
      <EncryptionNote />
      <Box>
        Published versions keep the values they were published with: see <Link href={href(functionRoute(name, { tab: "configure", subtab: "drift" }))}>Environment drift</Link>.
      </Box>
      <ExpandableSection headerText={`Variables that Lambda sets itself (${LAMBDA_VARIABLES.length})`} variant="container">
        <LambdaVariables configuration={configuration} />
      </ExpandableSection>
    </SpaceBetween>
  );
}

function LambdaVariables({ configuration }: { configuration: FunctionConfiguration }) {
  const values: Partial<Record<string, string | undefined>> = {
    _HANDLER: configuration.Handler,
    AWS_EXECUTION_ENV: configuration.Runtime && `AWS_Lambda_${configuration.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.FunctionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: configuration.MemorySize?.toString(),
    AWS_LAMBDA_FUNCTION_VERSION: configuration.Version,
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.LoggingConfig?.LogGroup,
    AWS_REGION: configuration.FunctionArn?.split(":")[3],
    AWS_DEFAULT_REGION: configuration.FunctionArn?.split(":")[3],
  };
  return (
    <Table
      variant="embedded"
      items={LAMBDA_VARIABLES}
      trackBy="key"
      wrapLines
      ariaLabels={{ tableLabel: "Variables that Lambda sets itself" }}
      columnDefinitions={[
        { id: "key", header: "Key", isRowHeader: true, cell: ({ key }) => <Box variant="code">{key}</Box> },
        { id: "meaning", header: "Meaning", cell: ({ meaning }) => meaning },
        { id: "value", header: "Value here", cell: ({ key }) => values[key] ?? <Box color="text-body-secondary">set when the code runs</Box> },
        { id: "reserved", header: "Can you set it?", cell: ({ reserved }) => (reserved ? "No, reserved" : "Yes, yours replaces it") },
      ]}
    />
  );
}
