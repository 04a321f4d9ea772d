import Box from "@cloudscape-design/components/box";

/** Not built yet. */
export function AliasFormPage(_props: { name: string; version?: string; alias?: string }) {
  return <Box>This part is not built yet.</Box>;
}
