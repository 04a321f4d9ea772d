import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";

/** In a table whose search found nothing; `what` reads as `version`. */
export function NoMatch({ what, onClear }: { what: string; onClear: () => void }) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No {what} matches</b>
        <Button onClick={onClear}>Clear search</Button>
      </SpaceBetween>
    </Box>
  );
}
