import AttributeEditor, { type AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { ATTRIBUTE_TYPES, nameProblem, valueProblem, type AttributeRow } from "./message.ts";

interface AttributeRowsProps {
  readonly rows: readonly AttributeRow[];
  /** Whether fields that are still empty are complained of. */
  readonly insist: boolean;
  readonly onChange: (rows: readonly AttributeRow[]) => void;
}

/** The attributes of a message that is to be published: none at first. */
export function AttributeRows({ rows, insist, onChange }: AttributeRowsProps) {
  const change = (index: number, part: Partial<AttributeRow>) => onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <FormField label={<>Message attributes <i>- optional</i></>} stretch>
      <AttributeEditor<AttributeRow>
        items={rows}
        definition={definition(rows, insist, change)}
        addButtonText="Add attribute"
        removeButtonText="Remove"
        removeButtonAriaLabel={({ name }) => `Remove attribute ${name || "without a name"}`}
        i18nStrings={{ itemRemovedAriaLive: "The attribute was removed.", errorIconAriaLabel: "Error", warningIconAriaLabel: "Warning" }}
        empty="The message has no attributes."
        onAddButtonClick={() => onChange([...rows, { name: "", type: "String", value: "" }])}
        onRemoveButtonClick={({ detail }) => onChange(rows.filter((_row, index) => index !== detail.itemIndex))}
      />
    </FormField>
  );
}

function definition(rows: readonly AttributeRow[], insist: boolean, change: (index: number, part: Partial<AttributeRow>) => void): AttributeEditorProps.FieldDefinition<AttributeRow>[] {
  return [
    {
      label: "Name",
      control: ({ name }, index) => <Input value={name} spellcheck={false} autoComplete={false} onChange={({ detail }) => change(index, { name: detail.value })} />,
      errorText: ({ name }, index) => (insist || name !== "" ? nameProblem(rows, index) : undefined),
    },
    {
      label: "Type",
      control: ({ type }, index) => (
        <Select
          selectedOption={{ value: type, label: type }}
          options={ATTRIBUTE_TYPES.map((value) => ({ value, label: value }))}
          onChange={({ detail }) => change(index, { type: detail.selectedOption.value as AttributeRow["type"] })}
        />
      ),
    },
    {
      label: "Value",
      control: ({ value }, index) => <Input value={value} spellcheck={false} autoComplete={false} onChange={({ detail }) => change(index, { value: detail.value })} />,
      errorText: (row) => (insist || row.value !== "" ? valueProblem(row) : undefined),
    },
  ];
}
