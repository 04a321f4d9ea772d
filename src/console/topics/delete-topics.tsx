import { DeleteTopicCommand } from "@aws-sdk/client-sns";
import { useAwsMutation } from "../aws/operations.ts";
import { DeleteSeveral } from "../shared/delete-several.tsx";

interface DeleteTopicsProps {
  readonly names: readonly string[];
  /** The ARN of a topic by its name. */
  readonly arnOf: (name: string) => string;
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
}

/** Deletes topics with their subscriptions. */
export function DeleteTopics({ names, arnOf, visible, onDismiss, onDeleted }: DeleteTopicsProps) {
  const remove = useAwsMutation("sns", (client, TopicArn: string) => client.send(new DeleteTopicCommand({ TopicArn })));
  const one = names.length === 1;
  return (
    <DeleteSeveral what="topic" names={names} visible={visible} remove={(name) => remove.mutateAsync(arnOf(name))} onDismiss={onDismiss} onDeleted={onDeleted}>
      <p>The {one ? "topic and its subscriptions are" : "topics and their subscriptions are"} deleted. Queues and functions that were subscribed stay, and so do the permissions of those functions.</p>
      <p>Functions that use {one ? "the topic" : "one of them"} as dead-letter queue or destination keep its name, and what they send there is lost.</p>
    </DeleteSeveral>
  );
}
