import Box from "@cloudscape-design/components/box";

/** Not built yet. */
export function AliasTraffic(_props: { name: string; alias: string }) {
  return <Box>This part is not built yet.</Box>;
}
