import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { ApiErrorText, type ErrorLike } from "./api-error.tsx";

interface ConfirmationProps {
  readonly visible: boolean;
  /** `Delete alias prod?`; also the dialog's accessible name. */
  readonly header: string;
  /** The button: `Delete`. */
  readonly confirmLabel: string;
  /** What was confirmed is under way. */
  readonly busy?: boolean;
  /** Why the last attempt failed. */
  readonly error?: ErrorLike | null;
  readonly onConfirm: () => void;
  readonly onDismiss: () => void;
  /** What will happen, and what will stay. */
  readonly children: ReactNode;
}

/** Asks once, with a button, before something that is not easily undone. Stays mounted: `visible` opens and closes it. */
export function Confirmation({ visible, header, confirmLabel, busy = false, error = null, onConfirm, onDismiss, children }: ConfirmationProps) {
  return (
    <Modal
      visible={visible}
      header={header}
      closeAriaLabel="Close dialog"
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>Cancel</Button>
            <Button variant="primary" loading={busy} onClick={onConfirm}>{confirmLabel}</Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>{children}</Box>
        {error && <Alert type="error"><ApiErrorText error={error} /></Alert>}
      </SpaceBetween>
    </Modal>
  );
}
