import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { familyOf } from "#services/lambda/configuration/runtimes.ts";
import { href } from "../shared/routes.ts";
import { timeoutText } from "./timeout.ts";

interface GeneralPanelProps {
  readonly name: string;
  readonly configuration: FunctionConfiguration;
  readonly readOnly: boolean;
  readonly notice: ReactNode;
}

/** General configuration and runtime settings, each with its Edit. */
export function GeneralPanel({ name, configuration, readOnly, notice }: GeneralPanelProps) {
  const { Description, MemorySize, EphemeralStorage, Timeout, Role, SnapStart, Runtime, Handler, Architectures } = configuration;
  return (
    <SpaceBetween size="l">
      {notice}
      <Container
        header={
          <Header variant="h2" actions={!readOnly && <Button href={href({ page: "edit-function", name, form: "general" })} ariaLabel="Edit general configuration">Edit</Button>}>
            General configuration
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Description", value: Description || "-" },
            { label: "Memory", value: `${MemorySize ?? 128} MB` },
            { label: "Ephemeral storage", value: `${EphemeralStorage?.Size ?? 512} MB` },
            { label: "Timeout", value: timeoutText(Timeout ?? 3) },
            { label: "SnapStart", value: SnapStart?.ApplyOn ?? "None" },
            { label: "Execution role (a name only: there is no IAM here)", value: Role ?? "-" },
          ]}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" actions={!readOnly && <Button href={href({ page: "edit-function", name, form: "runtime" })} ariaLabel="Edit runtime settings">Edit</Button>}>
            Runtime settings
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Runtime", value: Runtime ?? "-" },
            { label: "Handler", value: Handler ?? "-" },
            { label: "Architecture", value: Architectures?.[0] ?? "x86_64" },
            { label: "Runs here", value: familyOf(Runtime) === null ? "No: a browser cannot run this runtime" : "Yes, in this browser" },
          ]}
        />
      </Container>
    </SpaceBetween>
  );
}
