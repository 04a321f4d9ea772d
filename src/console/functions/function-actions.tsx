import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { useCloud } from "../aws/cloud-context.tsx";
import { flash } from "../shared/flash.tsx";
import { navigate } from "../shared/navigation.ts";
import type { PageQualifier } from "../shared/routes.ts";
import { downloadCode } from "./download-code.ts";

interface FunctionActionsProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  readonly func: GetFunctionCommandOutput;
  readonly onPublish: () => void;
  readonly onDelete: () => void;
}

/** The function's Actions menu. */
export function FunctionActions({ name, qualifier, func, onPublish, onDelete }: FunctionActionsProps) {
  const { cloud } = useCloud();
  const onLatest = qualifier.kind === "latest";
  const run = {
    publish: onPublish,
    alias: () => navigate({ page: "create-alias", name, ...(qualifier.kind === "version" ? { version: qualifier.value } : {}) }),
    download: () =>
      void downloadCode(cloud, func).then(
        (fileName) => flash.success(`Downloaded the code of ${name} as ${fileName}.`),
        (error: Error) => flash.failure(`The code of ${name} could not be downloaded`, error),
      ),
    delete: onDelete,
  };
  return (
    <ButtonDropdown
      items={[
        {
          id: "publish",
          text: "Publish new version",
          disabled: !onLatest,
          ...(onLatest ? {} : { disabledReason: "Only $LATEST can be published: go to it with the qualifier menu." }),
        },
        { id: "alias", text: "Create alias" },
        { id: "download", text: "Download code .zip" },
        { id: "delete", text: "Delete function" },
      ]}
      onItemClick={({ detail }) => run[detail.id as keyof typeof run]()}
    >
      Actions
    </ButtonDropdown>
  );
}
