import { useState, type ReactNode } from "react";
import type { ErrorLike } from "./api-error.tsx";
import { flash } from "./flash.tsx";
import { TypedConfirmation } from "./typed-confirmation.tsx";

interface DeleteSeveralProps {
  /** `function`; its plural has an s. */
  readonly what: string;
  readonly names: readonly string[];
  readonly visible: boolean;
  /** Deletes one of them. */
  readonly remove: (name: string) => Promise<unknown>;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
  /** What will be lost, and what will stay. */
  readonly children: ReactNode;
}

/** Deletes one or several things after the word `delete` is typed. Those before a failure are gone, and the flash says so. */
export function DeleteSeveral({ what, names, visible, remove, onDismiss, onDeleted, children }: DeleteSeveralProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorLike | null>(null);

  const confirm = async () => {
    setBusy(true);
    const gone: string[] = [];
    try {
      for (const name of names) {
        await remove(name);
        gone.push(name);
      }
      setFailure(null);
      onDismiss();
      onDeleted();
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setBusy(false);
      if (gone.length > 0) flash.success(`Successfully deleted the ${gone.length === 1 ? what : `${what}s`} ${gone.join(", ")}.`);
    }
  };

  return (
    <TypedConfirmation
      visible={visible}
      header={`Delete ${names.length === 1 ? `${what} ${names[0]}` : `${names.length} ${what}s`}?`}
      phrase="delete"
      confirmLabel="Delete"
      busy={busy}
      error={failure}
      onConfirm={() => void confirm()}
      onDismiss={() => (setFailure(null), onDismiss())}
    >
      {children}
      {names.length > 1 && <ul>{names.map((name) => <li key={name}>{name}</li>)}</ul>}
    </TypedConfirmation>
  );
}
