import { PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { useAwsMutation } from "../aws/operations.ts";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";

interface ThrottleDialogProps {
  readonly name: string;
  readonly visible: boolean;
  readonly onDismiss: () => void;
}

/** The header's Throttle: sets reserved concurrency to 0, after a question. Stays mounted: `visible` opens and closes it. */
export function ThrottleDialog({ name, visible, onDismiss }: ThrottleDialogProps) {
  const throttle = useAwsMutation("lambda", (client, reserved: number) =>
    client.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: reserved })),
  );
  const close = () => {
    throttle.reset();
    onDismiss();
  };
  const confirm = () =>
    throttle.mutate(0, {
      onSuccess: () => {
        flash.success(`Successfully updated the function ${name}. Its reserved concurrency is 0: every call is throttled until you change it under Configuration > Concurrency.`);
        close();
      },
    });
  return (
    <Confirmation visible={visible} header="Throttle your function" confirmLabel="Confirm" busy={throttle.isPending} error={throttle.error} onConfirm={confirm} onDismiss={close}>
      The reserved concurrency of <b>{name}</b> is set to 0. No new call runs: synchronous callers get <i>Rate Exceeded.</i> (429), and queued
      events go straight to the dead-letter queue or the on-failure destination. What runs now goes on to its end. Configuration &gt; Concurrency
      lets the function run again.
    </Confirmation>
  );
}
