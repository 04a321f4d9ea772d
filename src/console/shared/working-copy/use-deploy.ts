import { UpdateFunctionCodeCommand } from "@aws-sdk/client-lambda";
import { useQueryClient } from "@tanstack/react-query";
import { create } from "zustand";
import { useCloud } from "../../aws/cloud-context.tsx";
import type { ErrorLike } from "../api-error.tsx";
import { flash } from "../flash.tsx";
import { useScope } from "../scope.ts";
import { pack } from "./code-archive.ts";
import { rememberPackage } from "./code-package.ts";
import { draftStore } from "./draft-store.ts";
import { settle } from "./settle.ts";
import type { WorkingCopy } from "./use-working-copy.ts";
import { applyChanges, changesBetween } from "./working-copy.ts";

/** Functions with an update on its way, by scope and name: the Code and the Test tab see the same. */
const useDeploying = create<{ readonly busy: ReadonlySet<string> }>(() => ({ busy: new Set() }));

function setBusy(key: string, busy: boolean): void {
  useDeploying.setState((state) => {
    const next = new Set(state.busy);
    if (busy) next.add(key);
    else next.delete(key);
    return { busy: next };
  });
}

export interface Deploy {
  readonly deploying: boolean;
  /** Deploys the working copy. True once the new code is what an invocation runs; false with a message on the page. */
  readonly deployChanges: (copy: WorkingCopy) => Promise<boolean>;
  /** Deploys a .zip as it is, in place of all files. */
  readonly deployZip: (zip: Uint8Array) => Promise<boolean>;
}

/** UpdateFunctionCode of `$LATEST`, as the console does it: waits for an earlier update, sends, waits until it is applied. */
export function useDeploy(name: string): Deploy {
  const { lambda } = useCloud();
  const queries = useQueryClient();
  const scope = useScope();
  const key = `${scope}/${name}`;
  const deploying = useDeploying(({ busy }) => busy.has(key));

  const send = async (zip: Uint8Array, onSent: (sha256: string) => void, expectedSha256?: string): Promise<boolean> => {
    if (useDeploying.getState().busy.has(key)) return false;
    setBusy(key, true);
    const progress = flash.progress(`Updating the function ${name}.`);
    try {
      const before = await settle(lambda, name);
      if (expectedSha256 !== undefined && before.CodeSha256 !== expectedSha256) {
        await queries.invalidateQueries({ queryKey: [scope, "lambda"] });
        flash.warning(`The code of ${name} was changed elsewhere since your edits began. Nothing was deployed: choose in the Code tab whose changes to keep.`);
        return false;
      }
      // The revision makes sure that nobody comes between the look above and this update.
      const after = await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zip, RevisionId: before.RevisionId }));
      onSent(after.CodeSha256 ?? "");
      const settled = await settle(lambda, name);
      if (settled.LastUpdateStatus === "Failed") {
        throw Object.assign(new Error(settled.LastUpdateStatusReason ?? "AWS gave no reason."), { name: settled.LastUpdateStatusReasonCode ?? "Failed" });
      }
      flash.success(`Successfully updated the function ${name}.`);
      return true;
    } catch (error) {
      flash.failure(`Updating the function ${name} failed`, error as ErrorLike);
      return false;
    } finally {
      flash.dismiss(progress);
      setBusy(key, false);
      await queries.invalidateQueries({ queryKey: [scope, "lambda"] });
    }
  };

  return {
    deploying,
    deployZip: (zip) => send(zip, () => draftStore(scope, name).set(undefined)),
    deployChanges: async (copy) => {
      if (copy.stale) {
        flash.warning(`The code of ${name} was changed elsewhere since your edits began. Choose in the Code tab whose changes to keep, then deploy.`);
        return false;
      }
      const store = draftStore(scope, name);
      const files = applyChanges(copy.deployed.files, store.get().draft?.changes ?? new Map());
      return await send(
        pack(files),
        (sha256) => {
          rememberPackage(queries, { sha256, files });
          // What was typed while the update was on its way stays a draft, on top of the new package.
          const now = applyChanges(copy.deployed.files, store.get().draft?.changes ?? new Map());
          store.set({ baseSha256: sha256, changes: changesBetween(files, now) });
          queries.setQueryData([scope, "lambda", "GetFunction", name, null], (old: { Configuration?: object; Code?: object } | undefined) =>
            old && { ...old, Configuration: { ...old.Configuration, CodeSha256: sha256, LastUpdateStatus: "InProgress" } },
          );
        },
        copy.deployed.sha256,
      );
    },
  };
}
