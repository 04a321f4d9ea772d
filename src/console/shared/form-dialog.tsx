import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useId, type ReactNode } from "react";
import { ApiErrorText, type ErrorLike } from "./api-error.tsx";

interface FormDialogProps {
  /** Absent: it is mounted only while it is open. */
  readonly visible?: boolean;
  readonly header: string;
  readonly submitLabel: string;
  /** What is sent is under way. */
  readonly busy: boolean;
  /** What is then said to a screen reader. */
  readonly busyText?: string;
  /** It cannot be sent yet. */
  readonly disabled?: boolean;
  /** Why the last attempt failed. */
  readonly error: ErrorLike | null;
  readonly errorHeader?: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Cancel, one button that sends it, the API's refusal. */
export function FormDialog(props: FormDialogProps) {
  const { visible = true, header, submitLabel, busy, busyText, disabled = false, error, errorHeader, onSubmit, onClose, children } = props;
  const form = useId();
  return (
    <Modal
      visible={visible}
      header={header}
      closeAriaLabel="Close dialog"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>Cancel</Button>
            <Button variant="primary" form={form} formAction="submit" disabled={disabled} loading={busy} {...(busyText === undefined ? {} : { loadingText: busyText })}>{submitLabel}</Button>
          </SpaceBetween>
        </Box>
      }
    >
      {/* A dialog is drawn elsewhere, but its events still reach the form that opened it. */}
      <form
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!busy && !disabled) onSubmit();
        }}
      >
        <SpaceBetween size="m">
          {children}
          {error && <Alert type="error" {...(errorHeader === undefined ? {} : { header: errorHeader })}><ApiErrorText error={error} /></Alert>}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
