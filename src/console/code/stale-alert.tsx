import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";

interface StaleAlertProps {
  readonly name: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onCompare: () => void;
}

/** Another tab or a terminal deployed code after these edits began: nothing is deployed before the learner chose. */
export function StaleAlert({ name, onKeepMine, onTakeTheirs, onCompare }: StaleAlertProps) {
  return (
    <Box padding={{ horizontal: "l", bottom: "s" }}>
      <Alert
        type="warning"
        header="The deployed code changed since your edits began"
        action={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onCompare}>Compare</Button>
            <Button onClick={onTakeTheirs}>Take theirs</Button>
            <Button onClick={onKeepMine}>Keep mine</Button>
          </SpaceBetween>
        }
      >
        Another tab or a terminal deployed {name}. <i>Keep mine</i> keeps the files that you edited and takes all others from the new code; <i>Take theirs</i> discards your edits.
      </Alert>
    </Box>
  );
}
