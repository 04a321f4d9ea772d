import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo } from "react";
import { useAlias } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { splitOf } from "../shared/alias-split.ts";
import { Loading } from "../shared/loading.tsx";
import { AliasWeights } from "./alias-weights.tsx";
import { ObservedSplit } from "./observed-split.tsx";

/** The Weights tab of an alias's page: how its invocations are to be divided, and how they really are. */
export function AliasTraffic({ name, alias }: { name: string; alias: string }) {
  const answer = useAlias(name, alias);
  const split = useMemo(() => (answer.data ? splitOf(answer.data) : []), [answer.data]);
  if (answer.isPending) return <Loading what={`alias ${alias}`} />;
  if (answer.isError) return <ApiErrorAlert header={`The alias ${alias} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <SpaceBetween size="l">
      <AliasWeights name={name} alias={answer.data} />
      <ObservedSplit name={name} alias={alias} split={split} />
    </SpaceBetween>
  );
}
