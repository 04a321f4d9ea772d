import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useId, useState, type ReactNode } from "react";
import { ApiErrorText, type ErrorLike } from "./api-error.tsx";

interface TypedConfirmationProps {
  readonly visible: boolean;
  /** `Delete 2 functions`; also the dialog's accessible name. */
  readonly header: string;
  /** What to type, as AWS asks it: `delete`. Upper and lower case count. */
  readonly phrase: string;
  /** The button: `Delete`. */
  readonly confirmLabel: string;
  readonly busy?: boolean;
  /** Why the last attempt failed. */
  readonly error?: ErrorLike | null;
  readonly onConfirm: () => void;
  readonly onDismiss: () => void;
  /** What will be lost, and what will stay. */
  readonly children: ReactNode;
}

/** Asks for a typed word before something that cannot be undone. Stays mounted: `visible` opens and closes it. */
export function TypedConfirmation(props: TypedConfirmationProps) {
  const { visible, header, phrase, confirmLabel, busy = false, error, onConfirm, onDismiss, children } = props;
  const [typed, setTyped] = useState("");
  const form = useId();
  const [wasVisible, setWasVisible] = useState(visible);
  if (visible !== wasVisible) {
    // Each opening asks afresh.
    setWasVisible(visible);
    setTyped("");
  }
  const matches = typed.trim() === phrase;
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
            <Button variant="primary" form={form} formAction="submit" disabled={!matches} loading={busy}>{confirmLabel}</Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (matches && !busy) onConfirm();
        }}
      >
        <SpaceBetween size="m">
          <Box>{children}</Box>
          <FormField label={<>To confirm, type <i>{phrase}</i></>}>
            <Input value={typed} placeholder={phrase} ariaRequired autoComplete={false} spellcheck={false} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
          {error && <Alert type="error"><ApiErrorText error={error} /></Alert>}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
