import Box from "@cloudscape-design/components/box";

/** Not built yet. */
export function AliasesTab(_props: { name: string }) {
  return <Box>This part is not built yet.</Box>;
}
