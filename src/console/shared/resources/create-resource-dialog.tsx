import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ACCOUNT_ID, useCloud } from "../../aws/cloud-context.tsx";
import type { ErrorLike } from "../api-error.tsx";
import { flash } from "../flash.tsx";
import { FormDialog } from "../form-dialog.tsx";
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
    const arn = await create.mutateAsync(name).catch(() => undefined);
    if (arn === undefined) return;
    flash.success(`Successfully created the ${kind} ${name}.`);
    void queries.invalidateQueries({ queryKey: [scope, SERVICE[kind]] });
    onCreated(arn, name);
  };
  return (
    <FormDialog visible={visible} header={`Create ${kind}`} submitLabel={`Create ${kind}`} busy={create.isPending} error={create.error} onSubmit={() => void submit()} onClose={onDismiss}>
      <FormField label={`${kind[0]!.toUpperCase()}${kind.slice(1)} name`} description={`${kind === "bus" ? "An event bus" : `A standard ${kind}`} with AWS's default settings.`} errorText={(insist || name !== "") && problem}>
        <Input value={name} ariaRequired autoComplete={false} spellcheck={false} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
