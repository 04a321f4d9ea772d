import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState, type ReactNode } from "react";
import { ApiErrorText, type ErrorLike } from "./api-error.tsx";
import { flash } from "./flash.tsx";
import { useLeaveGuard } from "./leave-guard.tsx";
import { navigate } from "./navigation.ts";
import { functionRoute, href, LATEST, type ConfigureSubtab, type PageQualifier } from "./routes.ts";

interface EditFormProps {
  readonly name: string;
  readonly title: string;
  /** Where Cancel and a good end lead. */
  readonly subtab: ConfigureSubtab;
  /** Of the page that it leads back to; `$LATEST`'s unless said otherwise. */
  readonly qualifier?: PageQualifier;
  /** The button, where it is not *Save*. */
  readonly saveLabel?: string;
  /** What the flash of success says, where it is not that the function was updated. */
  readonly success?: string;
  readonly dirty: boolean;
  /** Whether all fields are good; else `onInvalid` is called instead of saving. */
  readonly valid: boolean;
  readonly onInvalid: () => void;
  /** Sends the change. */
  readonly save: () => Promise<unknown>;
  readonly children: ReactNode;
}

/** What every edit page shares: Save and Cancel, unsaved changes, the API's refusal, the flash of success. */
export function EditForm(props: EditFormProps) {
  const { name, title, subtab, qualifier = LATEST, saveLabel = "Save", success = `Successfully updated the function ${name}.`, dirty, valid, onInvalid, save, children } = props;
  const [state, setState] = useState<{ readonly phase: "editing" | "saving" } | { readonly phase: "refused"; readonly error: ErrorLike }>({ phase: "editing" });
  const guard = useLeaveGuard(dirty);
  const back = functionRoute(name, { qualifier, tab: "configure", subtab });

  const submit = async () => {
    if (state.phase === "saving") return;
    if (!valid) return onInvalid();
    setState({ phase: "saving" });
    try {
      if (dirty) await save();
    } catch (error) {
      return setState({ phase: "refused", error: error as Error });
    }
    if (dirty) flash.success(success);
    guard.release();
    // Whoever comes back before this page is gone finds a form that can be saved.
    setState({ phase: "editing" });
    navigate(back);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Form
        header={<Header variant="h1">{title}</Header>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" href={href(back)}>Cancel</Button>
            <Button variant="primary" loading={state.phase === "saving"}>{saveLabel}</Button>
          </SpaceBetween>
        }
        errorText={state.phase === "refused" ? <ApiErrorText error={state.error} /> : undefined}
      >
        {children}
      </Form>
      {guard.dialog}
    </form>
  );
}
