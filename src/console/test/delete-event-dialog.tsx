import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";

interface DeleteEventDialogProps {
  readonly visible: boolean;
  readonly eventName: string;
  readonly onDismiss: () => void;
  readonly onDelete: () => void;
}

/** Asks before a saved test event is deleted: it cannot be brought back. */
export function DeleteEventDialog({ visible, eventName, onDismiss, onDelete }: DeleteEventDialogProps) {
  return (
    <Modal
      visible={visible}
      header="Delete test event"
      closeAriaLabel="Keep the test event"
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>Cancel</Button>
            <Button variant="primary" onClick={onDelete}>Delete</Button>
          </SpaceBetween>
        </Box>
      }
    >
      Delete the saved test event <b>{eventName}</b>? It cannot be brought back.
    </Modal>
  );
}
