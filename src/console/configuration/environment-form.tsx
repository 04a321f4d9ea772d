import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import AttributeEditor, { type AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { EditForm } from "../shared/edit-form.tsx";
import { useUpdateConfiguration } from "./update-configuration.ts";
import { EncryptionNote } from "./encryption-note.tsx";
import { environmentSize, keyCaution, keyProblem, rowsAreValid, rowsOf, variablesOf, type VariableRow } from "./environment-rows.ts";

interface EnvironmentFormProps {
  readonly name: string;
  readonly title: string;
  readonly configuration: FunctionConfiguration;
}

/** The whole set of variables; its rules and its size are said while typing. */
export function EnvironmentForm({ name, title, configuration }: EnvironmentFormProps) {
  const start = rowsOf(configuration.Environment?.Variables);
  const [rows, setRows] = useState<readonly VariableRow[]>(start.length > 0 ? start : [{ key: "", value: "" }]);
  const update = useUpdateConfiguration(name, configuration);
  const editor = useRef<HTMLDivElement>(null);
  const size = environmentSize(rows);
  const change = (index: number, part: Partial<VariableRow>) => setRows((old) => old.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const focusRow = (index: number) => editor.current?.querySelectorAll<HTMLInputElement>("input[data-key]")[index]?.focus();

  return (
    <EditForm
      name={name}
      title={title}
      subtab="envVars"
      dirty={JSON.stringify(variablesOf(rows)) !== JSON.stringify(variablesOf(start))}
      valid={rowsAreValid(rows)}
      onInvalid={() => focusRow(Math.max(0, rows.findIndex((_row, index) => keyProblem(rows, index) !== undefined)))}
      save={() => update({ Environment: { Variables: variablesOf(rows) } })}
    >
      <SpaceBetween size="l">
        <Container
          header={
            <Header variant="h2" description="Keys and values are text. The code reads them with os.environ (Python) or process.env (JavaScript).">
              Environment variables
            </Header>
          }
        >
          <SpaceBetween size="l">
            <div ref={editor}>
              <AttributeEditor<VariableRow>
                items={rows}
                definition={definition(rows, change)}
                addButtonText="Add environment variable"
                removeButtonText="Remove"
                removeButtonAriaLabel={({ key }) => `Remove variable ${key || "without a key"}`}
                i18nStrings={{ itemRemovedAriaLive: "The variable was removed.", errorIconAriaLabel: "Error", warningIconAriaLabel: "Warning" }}
                empty="There are no environment variables."
                onAddButtonClick={() => {
                  setRows((old) => [...old, { key: "", value: "" }]);
                  // The new row exists after the next paint; the hands should not have to leave the keys.
                  requestAnimationFrame(() => focusRow(rows.length));
                }}
                onRemoveButtonClick={({ detail }) => setRows((old) => old.filter((_row, index) => index !== detail.itemIndex))}
              />
            </div>
            <ProgressBar
              value={Math.min(100, (100 * size.bytes) / size.limit)}
              label="Used of 4 KB"
              description="Measured as AWS does: all variables as one JSON text, in bytes."
              additionalInfo={`${size.bytes} of ${size.limit} bytes`}
              variant="standalone"
              {...(size.tooLarge
                ? { status: "error" as const, resultText: `${size.bytes} bytes are ${size.bytes - size.limit} too many. Shorten or remove variables; large settings belong into a file of the package.` }
                : {})}
            />
          </SpaceBetween>
        </Container>
        <EncryptionNote />
      </SpaceBetween>
    </EditForm>
  );
}

function definition(rows: readonly VariableRow[], change: (index: number, part: Partial<VariableRow>) => void): AttributeEditorProps.FieldDefinition<VariableRow>[] {
  return [
    {
      label: "Key",
      control: ({ key }, index) => (
        <Input value={key} spellcheck={false} autoComplete={false} nativeInputAttributes={{ "data-key": "" }} onChange={({ detail }) => change(index, { key: detail.value })} />
      ),
      errorText: (_row, index) => keyProblem(rows, index),
      warningText: (row, index) => (keyProblem(rows, index) === undefined ? keyCaution(row) : undefined),
    },
    {
      label: "Value",
      control: ({ value }, index) => <Input value={value} spellcheck={false} autoComplete={false} onChange={({ detail }) => change(index, { value: detail.value })} />,
    },
  ];
}
