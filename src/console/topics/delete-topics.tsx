import { DeleteTopicCommand } from "@aws-sdk/client-sns";
import { useState } from "react";
import { useAwsMutation, type ApiFailure } from "../aws/operations.ts";
import { arnName } from "../shared/arn-names.ts";
import { flash } from "../shared/flash.tsx";
import { TypedConfirmation } from "../shared/typed-confirmation.tsx";

interface DeleteTopicsProps {
  /** ARNs. */
  readonly topics: readonly string[];
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
}

/** Deletes topics after the word `delete` is typed. Those before a failure are gone, and the flash says so. */
export function DeleteTopics({ topics, visible, onDismiss, onDeleted }: DeleteTopicsProps) {
  const remove = useAwsMutation("sns", (client, TopicArn: string) => client.send(new DeleteTopicCommand({ TopicArn })));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const names = topics.map((arn) => arnName(arn).name);

  const confirm = async () => {
    setBusy(true);
    const gone: string[] = [];
    try {
      for (const arn of topics) {
        await remove.mutateAsync(arn);
        gone.push(arnName(arn).name);
      }
      setFailure(null);
      onDismiss();
      onDeleted();
    } catch (error) {
      setFailure(error as ApiFailure);
    } finally {
      setBusy(false);
      if (gone.length > 0) flash.success(`Successfully deleted the ${gone.length === 1 ? "topic" : "topics"} ${gone.join(", ")}.`);
    }
  };

  return (
    <TypedConfirmation
      visible={visible}
      header={names.length === 1 ? `Delete topic ${names[0]}` : `Delete ${names.length} topics`}
      phrase="delete"
      confirmLabel="Delete"
      busy={busy}
      error={failure}
      onDismiss={() => (setFailure(null), onDismiss())}
      onConfirm={() => void confirm()}
    >
      <p>The {names.length === 1 ? "topic and its subscriptions are" : "topics and their subscriptions are"} deleted. Queues and functions that were subscribed stay, and so do the permissions of those functions.</p>
      {names.length > 1 && <ul>{names.map((name) => <li key={name}>{name}</li>)}</ul>}
      <p>Functions that use a topic as dead-letter queue or destination keep its name, and what they send there is lost.</p>
    </TypedConfirmation>
  );
}
