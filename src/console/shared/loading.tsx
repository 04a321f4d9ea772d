import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";

/** In place of what is on its way; `what` reads as `Loading versions`. */
export function Loading({ what }: { what: string }) {
  return (
    <Box padding="l" textAlign="center">
      <StatusIndicator type="loading">Loading {what}</StatusIndicator>
    </Box>
  );
}
