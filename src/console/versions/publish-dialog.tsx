import { paginateListVersionsByFunction, PublishVersionCommand, type FunctionConfiguration } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Link from "@cloudscape-design/components/link";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { flash } from "../shared/flash.tsx";
import { FormDialog } from "../shared/form-dialog.tsx";
import { navigate } from "../shared/navigation.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { useHasUndeployedChanges } from "../shared/working-copy/use-working-copy.ts";
import { newestNumber } from "./version-rows.ts";

const MAX_DESCRIPTION = 256;

interface PublishDialogProps {
  readonly name: string;
  readonly visible: boolean;
  readonly onDismiss: () => void;
}

/** Publishes `$LATEST` and goes to the new version's page. Stays mounted: `visible` opens and closes it. */
export function PublishDialog({ name, visible, onDismiss }: PublishDialogProps) {
  const [description, setDescription] = useState("");
  const undeployed = useHasUndeployedChanges(name);
  const publish = useAwsMutation("lambda", async (client, input: { Description?: string }) => {
    // What is published already is asked afresh: the answer of a publish does not say whether it made anything.
    const before: FunctionConfiguration[] = [];
    for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: name })) before.push(...(page.Versions ?? []));
    const version = await client.send(new PublishVersionCommand({ FunctionName: name, ...input }));
    return { version: version.Version ?? "", isNew: Number(version.Version) > newestNumber(before) };
  });
  // The dialog stays mounted: what was typed and what failed go with its closing.
  const close = () => {
    setDescription("");
    publish.reset();
    onDismiss();
  };

  const tooLong = description.length > MAX_DESCRIPTION;
  const submit = () =>
    publish.mutate(description === "" ? {} : { Description: description }, {
      onSuccess: ({ version, isNew }) => {
        close();
        navigate(functionRoute(name, { qualifier: { kind: "version", value: version } }));
        if (isNew) flash.success(`Successfully created version ${version} of the function ${name}.`);
        else {
          flash.info(
            `Nothing was published: neither code nor configuration of $LATEST changed since version ${version}, so AWS answers with that version${description === "" ? "" : " and leaves its description as it was"}.`,
          );
        }
      },
    });

  return (
    <FormDialog
      visible={visible}
      header="Publish new version from $LATEST"
      submitLabel="Publish"
      busy={publish.isPending}
      busyText="Publishing"
      error={publish.error}
      errorHeader={`Publishing a version of ${name} failed`}
      onSubmit={() => !tooLong && submit()}
      onClose={close}
    >
      <Box>
        The code and configuration that <b>$LATEST</b> has now are copied under the next number. The copy never changes again; you go on
        editing $LATEST. If nothing changed since the last version, no new one is made.
      </Box>
      {undeployed && (
        <Alert type="warning" header="The editor holds changes that are not deployed">
          They are not in $LATEST, so they will not be in the new version.{" "}
          <Link href={href(functionRoute(name))} onFollow={close}>Go to the code and deploy them first</Link>
        </Alert>
      )}
      <FormField
        label={<>Version description <i>- optional</i></>}
        constraintText={`Up to ${MAX_DESCRIPTION} characters; ${description.length} used. It stays with this version only.`}
        errorText={tooLong ? `The description has ${description.length} characters. Shorten it to ${MAX_DESCRIPTION}.` : undefined}
        stretch
      >
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
