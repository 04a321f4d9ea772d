import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { EXAMPLE_PATTERN, filterProblem } from "./filter-pattern.ts";

/** Filter criteria of a queue, one pattern, checked while it is typed. */
export function FilterField({ value, onChange }: { value: string; onChange: (filter: string) => void }) {
  return (
    <FormField
      label={<>Filter criteria <i>- optional</i></>}
      description="Only messages that match this pattern start the function. All others, and those whose body is plain text where the pattern is for JSON, are deleted from the queue."
      constraintText="A JSON pattern. The API takes up to five, of which one has to match."
      errorText={filterProblem(value)}
    >
      <Textarea value={value} rows={3} placeholder={EXAMPLE_PATTERN} spellcheck={false} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}
