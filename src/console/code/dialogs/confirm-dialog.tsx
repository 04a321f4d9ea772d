import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";

interface ConfirmDialogProps {
  readonly visible: boolean;
  readonly header: string;
  /** What the button does, as a verb. */
  readonly action: string;
  readonly onDismiss: () => void;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** Asks before edits are thrown away. */
export function ConfirmDialog({ visible, header, action, onDismiss, onConfirm, children }: ConfirmDialogProps) {
  return (
    <Modal
      visible={visible}
      header={header}
      closeAriaLabel="Cancel"
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>Cancel</Button>
            <Button variant="primary" onClick={onConfirm}>{action}</Button>
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}
