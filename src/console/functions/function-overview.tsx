import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useAlias, useAliases } from "../aws/lambda-queries.ts";
import { percent, splitOf } from "../shared/alias-split.ts";
import { Copyable } from "../shared/copy.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { FunctionStatus } from "./function-status.tsx";
import { runtimeLabel } from "./runtime-label.ts";

interface FunctionOverviewProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  readonly func: GetFunctionCommandOutput;
}

/** What the function is, at a glance. On an alias: the alias's own ARN, description and the versions behind it. */
export function FunctionOverview({ name, qualifier, func }: FunctionOverviewProps) {
  const configuration = func.Configuration ?? {};
  return (
    <Container header={<Header variant="h2">Function overview</Header>}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: qualifier.kind === "latest" ? "Function ARN" : `ARN of this ${qualifier.kind}`,
              value: configuration.FunctionArn ? <Copyable text={configuration.FunctionArn} what="ARN" /> : "-",
            },
            qualifier.kind === "alias"
              ? { label: "Points at", value: <AliasTargets name={name} alias={qualifier.value} /> }
              : { label: "Description", value: configuration.Description || "-" },
          ]}
        />
        <KeyValuePairs
          columns={qualifier.kind === "latest" ? 3 : 4}
          items={[
            ...(qualifier.kind === "version" ? [{ label: "Aliases", value: <AliasesAt name={name} version={qualifier.value} /> }] : []),
            ...(qualifier.kind === "alias" ? [{ label: "Description", value: <AliasDescription name={name} alias={qualifier.value} /> }] : []),
            { label: "Last modified", value: <RelativeTime instant={configuration.LastModified} /> },
            { label: "Status", value: <FunctionStatus configuration={configuration} /> },
            { label: "Runtime", value: `${runtimeLabel(configuration.Runtime)}, ${configuration.Architectures?.[0] ?? "x86_64"}` },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function AliasTargets({ name, alias }: { name: string; alias: string }) {
  const { data } = useAlias(name, alias);
  if (!data) return "-";
  const split = splitOf(data);
  return split.map(({ version, share }) => (
    <div key={version}>
      <Link href={href(functionRoute(name, version === "$LATEST" ? {} : { qualifier: { kind: "version", value: version } }))}>
        {version === "$LATEST" ? version : `Version ${version}`}
      </Link>
      {split.length > 1 && <Box variant="span" color="text-body-secondary"> {percent(share)} of the calls</Box>}
    </div>
  ));
}

/** The aliases that send calls to a version, wholly or by weight. */
function AliasesAt({ name, version }: { name: string; version: string }) {
  const aliases = (useAliases(name).data ?? []).filter((alias) => splitOf(alias).some((part) => part.version === version && part.share > 0));
  if (aliases.length === 0) return "-";
  return aliases.map(({ Name: alias = "" }) => (
    <div key={alias}>
      <Link href={href(functionRoute(name, { qualifier: { kind: "alias", value: alias }, tab: "aliases" }))}>{alias}</Link>
    </div>
  ));
}

function AliasDescription({ name, alias }: { name: string; alias: string }) {
  return useAlias(name, alias).data?.Description || "-";
}
