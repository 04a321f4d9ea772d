import Box from "@cloudscape-design/components/box";

/** Not built yet. */
export function CreateFunctionPage(_props: { _?: never }) {
  return <Box>This part is not built yet.</Box>;
}
