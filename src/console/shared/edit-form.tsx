import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState, type ReactNode } from "react";
import { ApiErrorText, type ErrorLike } from "./api-error.tsx";
import { flash } from "./flash.tsx";
import { useLeaveGuard } from "./leave-guard.tsx";
import { navigate } from "./navigation.ts";
import { functionRoute, href, type ConfigureSubtab } from "./routes.ts";

interface EditFormProps {
  readonly name: string;
  readonly title: string;
  /** Where Cancel and a good end lead. */
  readonly subtab: ConfigureSubtab;
  readonly dirty: boolean;
  /** Whether all fields are good; else `onInvalid` is called instead of saving. */
  readonly valid: boolean;
  readonly onInvalid: () => void;
  /** Sends the change. */
  readonly save: () => Promise<unknown>;
  readonly children: ReactNode;
}

/** What every edit page shares: Save and Cancel, unsaved changes, the API's refusal, the flash of success. */
export function EditForm({ name, title, subtab, dirty, valid, onInvalid, save, children }: EditFormProps) {
  const [state, setState] = useState<{ readonly phase: "editing" | "saving" } | { readonly phase: "refused"; readonly error: ErrorLike }>({ phase: "editing" });
  const guard = useLeaveGuard(dirty);
  const back = functionRoute(name, { tab: "configure", subtab });

  const submit = async () => {
    if (state.phase === "saving") return;
    if (!valid) return onInvalid();
    setState({ phase: "saving" });
    try {
      if (dirty) await save();
    } catch (error) {
      return setState({ phase: "refused", error: error as Error });
    }
    if (dirty) flash.success(`Successfully updated the function ${name}.`);
    guard.release();
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
            <Button variant="primary" loading={state.phase === "saving"}>Save</Button>
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
