import { useMemo } from "react";
import type { EnvironmentsView, EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import { useSimulatorMutation, useSimulatorQuery } from "../aws/simulator.ts";
import { flash } from "../shared/flash.tsx";

/** Reads the environments of a function, or of some of its versions (comma-separated); read again when the cloud says that one changed. */
export function useEnvironments(name: string, versions: string | undefined) {
  const answer = useSimulatorQuery<EnvironmentsView>("environments");
  const { data, dataUpdatedAt } = answer;
  const environments = useMemo(
    () => data?.environments.filter(({ functionName, version }) => functionName === name && (versions === undefined || versions.split(",").includes(version))) ?? NONE,
    [data, name, versions],
  );
  // Between two answers simulated time goes on like the wall's.
  const ahead = data === undefined ? 0 : data.now - dataUpdatedAt;
  const others = useMemo(() => (data === undefined ? 0 : data.environments.filter(({ functionName, status }) => functionName !== name && status !== "ended").length), [data, name]);
  return { answer, environments, aheadMs: ahead, others };
}

const NONE: readonly EnvironmentView[] = [];

/** Ends environments: of one function, or of all in the Region. Idle ones end now, busy ones after their call. */
export function useRecycle() {
  const recycle = useSimulatorMutation(async (call, functionName: string | undefined, region) => {
    await call("POST", "environments/recycle", { region, ...(functionName === undefined ? {} : { functionName }) });
  });
  const run = (functionName: string | undefined) =>
    recycle.mutate(functionName, {
      onSuccess: () =>
        flash.success(
          functionName === undefined
            ? "All execution environments of this Region are recycled. Busy ones end after their call; every next call is a cold start."
            : `The execution environments of ${functionName} are recycled. Busy ones end after their call; its next call is a cold start.`,
        ),
      onError: (error) => flash.failure("The execution environments could not be recycled", error),
    });
  return { run, busy: recycle.isPending };
}
