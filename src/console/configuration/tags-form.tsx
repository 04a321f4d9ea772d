import { TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-lambda";
import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import { useRef, useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { EditForm } from "../shared/edit-form.tsx";
import { tagChange, tagCount, tagKeyProblem, tagValueProblem, type TagRow } from "./tag-rows.ts";

interface TagsFormProps {
  readonly name: string;
  readonly title: string;
  /** Unqualified. */
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The function's tags. Saving removes first, so that a full set can be exchanged. */
export function TagsForm({ name, title, arn, tags }: TagsFormProps) {
  const start: TagRow[] = Object.entries(tags).map(([key, value]) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const [rows, setRows] = useState<readonly TagRow[]>(start.length > 0 ? start : [{ key: "", value: "" }]);
  const editor = useRef<HTMLDivElement>(null);
  const send = useAwsMutation("lambda", async (client, { put, remove }: ReturnType<typeof tagChange>) => {
    if (remove.length > 0) await client.send(new UntagResourceCommand({ Resource: arn, TagKeys: remove }));
    if (Object.keys(put).length > 0) await client.send(new TagResourceCommand({ Resource: arn, Tags: put }));
  });
  const change = (index: number, part: Partial<TagRow>) => setRows((old) => old.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const focusRow = (index: number) => editor.current?.querySelectorAll<HTMLInputElement>("input[data-key]")[index]?.focus();
  const wrong = rows.findIndex((row, index) => tagKeyProblem(rows, index) !== undefined || tagValueProblem(row) !== undefined);
  const { count, limit, tooMany } = tagCount(rows);
  const pending = tagChange(tags, rows);

  return (
    <EditForm
      name={name}
      title={title}
      subtab="tags"
      dirty={pending.remove.length > 0 || Object.keys(pending.put).length > 0}
      valid={wrong === -1 && !tooMany}
      onInvalid={() => focusRow(Math.max(0, wrong))}
      save={() => send.mutateAsync(pending)}
    >
      <Container header={<Header variant="h2" counter={`(${count}/${limit})`}>Tags</Header>}>
        <div ref={editor}>
          <AttributeEditor<TagRow>
            items={rows}
            definition={[
              {
                label: "Key",
                control: ({ key }, index) => <Input value={key} autoComplete={false} nativeInputAttributes={{ "data-key": "" }} onChange={({ detail }) => change(index, { key: detail.value })} />,
                errorText: (_row, index) => tagKeyProblem(rows, index),
              },
              {
                label: <>Value <i>- optional</i></>,
                control: ({ value }, index) => <Input value={value} autoComplete={false} onChange={({ detail }) => change(index, { value: detail.value })} />,
                errorText: (row) => tagValueProblem(row),
              },
            ]}
            addButtonText="Add new tag"
            disableAddButton={count >= limit}
            removeButtonText="Remove"
            removeButtonAriaLabel={({ key }) => `Remove tag ${key || "without a key"}`}
            i18nStrings={{ itemRemovedAriaLive: "The tag was removed.", errorIconAriaLabel: "Error" }}
            empty="This function has no tags."
            additionalInfo={tooMany ? <Box color="text-status-error">{count} tags are {count - limit} too many.</Box> : `You can add ${limit - count} more.`}
            onAddButtonClick={() => {
              setRows((old) => [...old, { key: "", value: "" }]);
              requestAnimationFrame(() => focusRow(rows.length));
            }}
            onRemoveButtonClick={({ detail }) => setRows((old) => old.filter((_row, index) => index !== detail.itemIndex))}
          />
        </div>
      </Container>
    </EditForm>
  );
}
