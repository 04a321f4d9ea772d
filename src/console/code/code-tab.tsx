import SpaceBetween from "@cloudscape-design/components/space-between";
import { useFunction } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { apiQualifier, type PageQualifier } from "../shared/routes.ts";
import { CodeProperties } from "./code-properties.tsx";
import { FrozenCode } from "./frozen-code.tsx";
import { LiveCode } from "./live-code.tsx";
import { RuntimeSettings } from "./runtime-settings.tsx";
import "./code.css";

/** The Code tab: the editor on `$LATEST`; on a version, its code to read and compare. */
export function CodeTab({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const func = useFunction(name, apiQualifier(qualifier));
  if (func.isPending) return <Loading what="the code" />;
  if (func.isError) return <ApiErrorAlert header={`The function ${name} could not be read`} error={func.error} onRetry={() => void func.refetch()} />;
  return (
    <SpaceBetween size="l">
      {qualifier.kind === "latest" ? <LiveCode name={name} func={func.data} /> : <FrozenCode name={name} qualifier={qualifier} func={func.data} />}
      <CodeProperties configuration={func.data.Configuration} />
      <RuntimeSettings name={name} configuration={func.data.Configuration} editable={qualifier.kind === "latest"} />
    </SpaceBetween>
  );
}
