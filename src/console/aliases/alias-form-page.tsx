import type { AliasConfiguration } from "@aws-sdk/client-lambda";
import { useState, type ReactNode } from "react";
import { useAlias, useVersions } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { Page } from "../shared/page.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import { AliasForm } from "./alias-form.tsx";

interface AliasFormPageProps {
  readonly name: string;
  /** Create: the version to start with. */
  readonly version?: string;
  /** Edit: the alias to change. */
  readonly alias?: string;
}

/** Create alias, or edit one. */
export function AliasFormPage({ name, version, alias }: AliasFormPageProps) {
  const title = alias === undefined ? "Create alias" : `Edit alias ${alias}`;
  const here = href(alias === undefined ? { page: "create-alias", name } : { page: "edit-alias", name, alias });
  return (
    <Page
      title={`${title} | ${name}`}
      contentType="form"
      breadcrumbs={[
        { text: name, href: href(functionRoute(name)) },
        ...(alias === undefined ? [] : [{ text: `Alias: ${alias}`, href: href(functionRoute(name, { qualifier: { kind: "alias", value: alias }, tab: "aliases" })) }]),
        { text: alias === undefined ? title : "Edit", href: here },
      ]}
      help={{
        title: "Aliases",
        body: (
          <>
            <p>Callers keep the alias's ARN; you decide, at any time, which version answers behind it. That is how a new version goes live, and how you take it back.</p>
            <p>A weighted alias sends a share of the invocations to a second version. Each invocation is drawn by chance on its own: nobody stays with the version that answered first, and at few invocations the split is uneven.</p>
          </>
        ),
      }}
    >
      {alias === undefined ? <CreateAlias name={name} version={version ?? ""} /> : <EditAlias name={name} alias={alias} />}
    </Page>
  );
}

function CreateAlias({ name, version }: { name: string; version: string }) {
  return <WithVersions name={name}>{(versions) => <AliasForm name={name} versions={versions} startVersion={version} />}</WithVersions>;
}

/** Keeps what was loaded first: a change by another tab must not slip under the learner's hands. */
function EditAlias({ name, alias }: { name: string; alias: string }) {
  const answer = useAlias(name, alias);
  const [opened, setOpened] = useState<AliasConfiguration>();
  if (!opened && answer.data && !answer.isFetching) setOpened(answer.data);
  if (!opened) {
    if (answer.isError) return <ApiErrorAlert header={`The alias ${alias} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />;
    return <Loading what={`alias ${alias}`} />;
  }
  const changedElsewhere = answer.data !== undefined && answer.data.RevisionId !== opened.RevisionId;
  return (
    <WithVersions name={name}>
      {(versions) => (
        <AliasForm
          key={opened.RevisionId}
          name={name}
          versions={versions}
          opened={opened}
          changedElsewhere={changedElsewhere}
          onReload={() => void answer.refetch().then(({ data }) => data && setOpened(data))}
        />
      )}
    </WithVersions>
  );
}

function WithVersions({ name, children }: { name: string; children: (versions: NonNullable<ReturnType<typeof useVersions>["data"]>) => ReactNode }) {
  const versions = useVersions(name);
  if (versions.isPending) return <Loading what={`versions of ${name}`} />;
  if (versions.isError) return <ApiErrorAlert header={`The versions of ${name} could not be loaded`} error={versions.error} onRetry={() => void versions.refetch()} />;
  return children(versions.data);
}
