import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DEFAULT_SETTINGS } from "#services/settings.ts";
import { useCloud } from "../aws/cloud-context.tsx";
import type { ErrorLike } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { clearLocalStore } from "../shared/local-store.ts";
import { navigate } from "../shared/navigation.ts";
import { TypedConfirmation } from "../shared/typed-confirmation.tsx";
import { changeSettings, resetAccount } from "./simulator-api.ts";

/** Back to an empty account, after a typed word. */
export function ResetAccount() {
  const { cloud } = useCloud();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: ErrorLike }>({ busy: false });

  const reset = async () => {
    setState({ busy: true });
    try {
      await resetAccount(cloud);
      await changeSettings(cloud, DEFAULT_SETTINGS);
      await clearLocalStore();
    } catch (error) {
      return setState({ busy: false, error: error as Error });
    }
    setState({ busy: false });
    setAsking(false);
    await queries.resetQueries();
    flash.success("Successfully reset the account. It is empty, in every Region.");
    navigate({ page: "functions" });
  };

  return (
    <Container header={<Header variant="h2" actions={<Button onClick={() => setAsking(true)}>Reset account</Button>}>Reset account</Header>}>
      <Box>Deletes every function, version, alias, log and test event of every account and Region in this browser, and sets the simulator's settings back.</Box>
      <TypedConfirmation
        visible={asking}
        header="Reset the account?"
        phrase="reset"
        confirmLabel="Reset account"
        busy={state.busy}
        error={state.error ?? null}
        onConfirm={() => void reset()}
        onDismiss={() => (setAsking(false), setState({ busy: false }))}
      >
        This deletes everything that Lambdarium stores in this browser, in every Region, including data of other Lambdarium versions. You can't undo this. Running invocations end.
      </TypedConfirmation>
    </Container>
  );
}
