import { type Subscription } from "@aws-sdk/client-sns";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useRef, useState } from "react";
import { useScopeMutation } from "../aws/operations.ts";
import { useSubscriptions } from "../aws/topic-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { ArnLink } from "../shared/arn-link.tsx";
import { arnName } from "../shared/arn-names.ts";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { Delivery } from "./delivery.tsx";
import { SubscribeForm } from "./subscribe-form.tsx";
import { unsubscribe } from "./subscribe.ts";

/** Who gets what is published: the list, and the form that adds to it. */
export function Subscriptions({ topic, arn }: { topic: string; arn: string }) {
  const all = useSubscriptions();
  const [selected, setSelected] = useState<Subscription>();
  const [asking, setAsking] = useState(false);
  // Undefined: nobody touched the form; it stands open where nobody is subscribed yet.
  const [open, setOpen] = useState<boolean>();
  const form = useRef<HTMLDivElement>(null);
  const remove = useScopeMutation(unsubscribe);
  if (all.isLoadingError) return <ApiErrorAlert header={`The subscriptions of ${topic} could not be loaded`} error={all.error} onRetry={() => void all.refetch()} />;
  const rows = (all.data ?? []).filter(({ TopicArn }) => TopicArn === arn);
  const chosen = rows.find(({ SubscriptionArn }) => SubscriptionArn === selected?.SubscriptionArn);
  const subscriber = arnName(selected?.Endpoint ?? "").name;
  const showForm = () => {
    setOpen(true);
    // The form is there after the next paint.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("form button")?.focus());
  };
  return (
    <SpaceBetween size="l">
      {all.isRefetchError && <ApiErrorAlert header={`The subscriptions of ${topic} could not be read again`} error={all.error} onRetry={() => void all.refetch()} />}
      <Table
        items={rows}
        trackBy="SubscriptionArn"
        wrapLines
        loading={all.isPending}
        loadingText="Loading subscriptions"
        selectionType="single"
        selectedItems={chosen ? [chosen] : []}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems[0])}
        ariaLabels={{ tableLabel: `Subscriptions of ${topic}`, selectionGroupLabel: "Select a subscription", itemSelectionLabel: (_, { Endpoint = "" }) => `Select the subscription of ${arnName(Endpoint).name}` }}
        columnDefinitions={[
          { id: "endpoint", header: "Subscriber", isRowHeader: true, cell: ({ Endpoint = "" }) => <ArnLink arn={Endpoint} /> },
          { id: "delivery", header: "Gets", cell: (subscription) => <Delivery subscription={subscription} /> },
          { id: "id", header: "Subscription ID", cell: ({ SubscriptionArn = "" }) => SubscriptionArn.split(":").at(-1) },
        ]}
        empty={
          <Box textAlign="center" padding="s">
            <b>Nobody is subscribed</b>
            <Box color="text-body-secondary">What is published now is gone: a topic keeps nothing. Subscribe a queue, and it keeps a copy of each message.</Box>
          </Box>
        }
        header={
          <Header
            variant="h2"
            counter={all.data ? `(${rows.length})` : ""}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel="Refresh subscriptions" loading={all.isFetching && !all.isPending} onClick={() => void all.refetch()} />
                <Button disabled={!chosen} onClick={() => setAsking(true)}>Delete</Button>
                <Button onClick={showForm}>Create subscription</Button>
              </SpaceBetween>
            }
          >
            Subscriptions
          </Header>
        }
      />
      <div ref={form}>
        <SubscribeForm topic={topic} topicArn={arn} known={rows} expanded={open ?? (all.data !== undefined && rows.length === 0)} onExpand={setOpen} />
      </div>
      <Confirmation
        visible={asking}
        header={`Delete the subscription of ${subscriber}?`}
        confirmLabel="Delete"
        busy={remove.isPending}
        error={remove.error}
        onDismiss={() => (remove.reset(), setAsking(false))}
        onConfirm={() =>
          chosen &&
          remove.mutate(chosen, {
            onSuccess: () => {
              setAsking(false);
              setSelected(undefined);
              flash.success(`Deleted the subscription of ${subscriber} to ${topic}.`);
            },
          })
        }
      >
        The topic no longer sends to {subscriber}
        {selected?.Protocol === "lambda" ? ", and the permission that came with the subscription is removed with it. The function stays." : ". The queue stays, with the messages it has."}
      </Confirmation>
    </SpaceBetween>
  );
}
