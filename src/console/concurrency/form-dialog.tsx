import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useId, type ReactNode } from "react";
import { ApiErrorText, type ErrorLike } from "../shared/api-error.tsx";

interface FormDialogProps {
  readonly header: string;
  readonly submitLabel: string;
  readonly busy: boolean;
  /** Why the last attempt failed. */
  readonly error: ErrorLike | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Cancel, one button that sends it, the API's refusal. Mounted only while it is open. */
export function FormDialog({ header, submitLabel, busy, error, onSubmit, onClose, children }: FormDialogProps) {
  const form = useId();
  return (
    <Modal
      visible
      header={header}
      closeAriaLabel="Close dialog"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>Cancel</Button>
            <Button variant="primary" form={form} formAction="submit" loading={busy}>{submitLabel}</Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit();
        }}
      >
        <SpaceBetween size="m">
          {children}
          {error && <Alert type="error"><ApiErrorText error={error} /></Alert>}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
