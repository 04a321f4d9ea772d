import Button from "@cloudscape-design/components/button";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { HTTP_METHODS, takesBody, type RequestFields, type RequestProblems } from "./request-text.ts";

interface RequestFormProps {
  readonly fields: RequestFields;
  readonly problems: RequestProblems;
  readonly sending: boolean;
  readonly onChange: (change: Partial<RequestFields>) => void;
  readonly onSend: () => void;
}

/** Method, path, query, headers, body; Enter in a line sends. */
export function RequestForm({ fields, problems, sending, onChange, onSend }: RequestFormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <SpaceBetween size="m">
        <ColumnLayout columns={3}>
          <FormField label="Method">
            <Select
              selectedOption={{ value: fields.method, label: fields.method }}
              options={HTTP_METHODS.map((value) => ({ value, label: value }))}
              onChange={({ detail }) => onChange({ method: HTTP_METHODS.find((one) => one === detail.selectedOption.value) ?? "GET" })}
            />
          </FormField>
          <FormField label="Path" errorText={problems.path}>
            <Input value={fields.path} spellcheck={false} autoComplete={false} onChange={({ detail }) => onChange({ path: detail.value })} />
          </FormField>
          <FormField label={<>Query <i>- optional</i></>} errorText={problems.query}>
            <Input value={fields.query} placeholder="name=value&amp;other=value" spellcheck={false} autoComplete={false} onChange={({ detail }) => onChange({ query: detail.value })} />
          </FormField>
        </ColumnLayout>
        <FormField stretch label={<>Headers <i>- optional</i></>} description="One a line, as name: value." errorText={problems.headers}>
          <Textarea rows={2} value={fields.headers} placeholder="content-type: application/json" spellcheck={false} onChange={({ detail }) => onChange({ headers: detail.value })} />
        </FormField>
        {takesBody(fields.method) && (
          <FormField stretch label={<>Body <i>- optional</i></>}>
            <Textarea rows={5} value={fields.body} spellcheck={false} onChange={({ detail }) => onChange({ body: detail.value })} />
          </FormField>
        )}
        <Button variant="primary" loading={sending} loadingText="Waiting for the answer">Send</Button>
      </SpaceBetween>
    </form>
  );
}
