import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState, type ReactNode } from "react";
import type { ErrorLike } from "./api-error.tsx";
import { FormDialog } from "./form-dialog.tsx";

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
  const { visible, header, phrase, confirmLabel, busy = false, error = null, onConfirm, onDismiss, children } = props;
  const [typed, setTyped] = useState("");
  const [wasVisible, setWasVisible] = useState(visible);
  if (visible !== wasVisible) {
    // Each opening asks afresh.
    setWasVisible(visible);
    setTyped("");
  }
  const matches = typed.trim() === phrase;
  return (
    <FormDialog visible={visible} header={header} submitLabel={confirmLabel} busy={busy} disabled={!matches} error={error} onSubmit={onConfirm} onClose={onDismiss}>
      <Box>{children}</Box>
      <FormField label={<>To confirm, type <i>{phrase}</i></>}>
        <Input value={typed} placeholder={phrase} ariaRequired autoComplete={false} spellcheck={false} onChange={({ detail }) => setTyped(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
