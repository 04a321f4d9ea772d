import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ACCOUNT_ID, useCloud } from "../../aws/cloud-context.tsx";
import { ApiErrorText, type ErrorLike } from "../api-error.tsx";
import { flash } from "../flash.tsx";
import { useScope } from "../scope.ts";
import { createResource, resourceNameProblem, type ResourceKind } from "./resource-kinds.ts";

const SERVICE = { queue: "sqs", topic: "sns", bucket: "s3", bus: "events" } as const;

interface CreateResourceDialogProps {
  readonly kind: ResourceKind;
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onCreated: (arn: string, name: string) => void;
}

/** Asks for a name and makes a queue, topic, bucket or event bus with AWS's defaults. Stays mounted: `visible` opens and closes it. */
export function CreateResourceDialog({ kind, visible, onDismiss, onCreated }: CreateResourceDialogProps) {
  const { client, region } = useCloud();
  const scope = useScope();
  const queries = useQueryClient();
  const form = useId();
  const [name, setName] = useState("");
  const [insist, setInsist] = useState(false);
  const create = useMutation<string, ErrorLike, string>({ mutationFn: (wanted) => createResource(client, kind, wanted, region, ACCOUNT_ID) });
  const [wasVisible, setWasVisible] = useState(visible);
  if (visible !== wasVisible) {
    // Each opening asks afresh.
    setWasVisible(visible);
    setName("");
    setInsist(false);
    create.reset();
  }
  const problem = resourceNameProblem(kind, name);
  const submit = async () => {
    if (problem !== undefined) return setInsist(true);
    if (create.isPending) return;
    const arn = await create.mutateAsync(name).catch(() => undefined);
    if (arn === undefined) return;
    flash.success(`Successfully created the ${kind} ${name}.`);
    void queries.invalidateQueries({ queryKey: [scope, SERVICE[kind]] });
    onCreated(arn, name);
  };
  return (
    <Modal
      visible={visible}
      header={`Create ${kind}`}
      closeAriaLabel="Close dialog"
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>Cancel</Button>
            <Button variant="primary" form={form} formAction="submit" loading={create.isPending}>{`Create ${kind}`}</Button>
          </SpaceBetween>
        </Box>
      }
    >
      {/* A dialog is drawn elsewhere, but its events still reach the form that opened it. */}
      <form
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField label={`${kind[0]!.toUpperCase()}${kind.slice(1)} name`} description={`${kind === "bus" ? "An event bus" : `A standard ${kind}`} with AWS's default settings.`} errorText={(insist || name !== "") && problem}>
            <Input value={name} ariaRequired autoComplete={false} spellcheck={false} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          {create.error && <Alert type="error"><ApiErrorText error={create.error} /></Alert>}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
