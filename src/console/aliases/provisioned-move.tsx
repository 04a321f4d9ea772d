import type { AliasConfiguration } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import { qualifierOfArn, useProvisionedConfigs } from "../aws/provisioned-queries.ts";
import { percent, splitOf } from "../shared/alias-split.ts";

/**
 * What an alias's provisioned concurrency has to do with its weights while it is not ready. Lambda sets a weight by
 * itself when such an alias is pointed at another version; the API does not tell it from one that somebody asked for.
 */
export function ProvisionedMove({ name, alias }: { name: string; alias: AliasConfiguration }) {
  const config = useProvisionedConfigs(name).data?.find(({ FunctionArn }) => qualifierOfArn(FunctionArn) === alias.Name);
  const [main, additional] = splitOf(alias);
  if (config === undefined || config.Status === "READY" || !main || !additional) return null;
  const held = `When such an alias is pointed at another version, Lambda keeps the version before answering by a weight (here ${percent(additional.share)} for version ${additional.version})`;
  return config.Status === "FAILED" ? (
    <Alert type="warning" header={`The provisioned concurrency of ${alias.Name} failed`}>
      {held}. That weight stays after a failure, until the alias is pointed at a version that can be initialised, or its weights are cleared.
    </Alert>
  ) : (
    <Alert type="info" header={`The provisioned concurrency of ${alias.Name} is being prepared`}>
      {held}, and takes the weight away once version {main.version} is ready. Cleared by hand before, all calls go to version {main.version} at once and start cold.
      Weights that you set yourself hold at once and stay; what is allocated follows them when all of it is ready.
    </Alert>
  );
}
