import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { useCallback, useRef, useState } from "react";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { useScope } from "../shared/scope.ts";
import type { TestEvents } from "../shared/testing/test-events.ts";
import type { TestRunner } from "../shared/testing/test-runs.ts";
import { baseName, parentFolder, pathProblem } from "../shared/working-copy/file-path.ts";
import type { Deploy } from "../shared/working-copy/use-deploy.ts";
import type { WorkingCopy } from "../shared/working-copy/use-working-copy.ts";
import { CodeBody } from "./code-body.tsx";
import { CompareDialog } from "./dialogs/compare-dialog.tsx";
import { NameDialog, type NameRequest } from "./dialogs/name-dialog.tsx";
import { useOpenFiles } from "./files/open-files.ts";
import { firstFile } from "./files/tree-rows.ts";
import { OutputPanel } from "./output-panel.tsx";
import { SidePanels } from "./side-panels.tsx";
import { StaleAlert } from "./stale-alert.tsx";

interface EditableCodeProps {
  readonly name: string;
  readonly handler: string | undefined;
  readonly environment: Record<string, string> | undefined;
  readonly copy: WorkingCopy;
  readonly deploy: Deploy;
  readonly runner: TestRunner;
  readonly events: TestEvents;
  readonly onDeploy: () => void;
  readonly onTest: () => void;
}

/** Explorer and editor of `$LATEST` with everything that changes files. */
export function EditableCode({ name, handler, environment, copy, deploy, runner, events, onDeploy, onTest }: EditableCodeProps) {
  const scope = useScope();
  const shelf = JSON.stringify([scope, name, "$LATEST"]);
  const openFiles = useOpenFiles(shelf, (path) => copy.files.has(path), firstFile(copy.files.keys(), handler));
  const [naming, setNaming] = useState<NameRequest>();
  const [removing, setRemoving] = useState<{ path: string; asked: boolean }>();
  const [discarding, setDiscarding] = useState(false);
  const [comparing, setComparing] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const uploadInto = useRef("");

  const write = copy.write;
  const onEdit = useCallback((path: string, bytes: Uint8Array) => write(path, bytes), [write]);
  const submitName = (path: string) => {
    if (naming?.kind === "rename") {
      if (path !== naming.initial) {
        copy.rename(naming.initial, path);
        openFiles.follow(naming.initial, path);
      }
    } else {
      copy.write(path, new Uint8Array());
      if (naming?.kind === "new-file") openFiles.show(path);
    }
    setNaming(undefined);
  };
  const upload = async (list: FileList | null) => {
    const uploads = new Map<string, Uint8Array>();
    for (const file of list ?? []) {
      const path = uploadInto.current + file.name;
      const problem = copy.files.has(path) ? undefined : pathProblem(path, copy.files.keys());
      if (problem) flash.warning(`${file.name} was not added. ${problem}`);
      else uploads.set(path, new Uint8Array(await file.arrayBuffer()));
    }
    copy.writeAll(uploads);
    const [first] = uploads.keys();
    if (first !== undefined) openFiles.show(first);
  };
  const explorerActions = (selected: string | undefined) => {
    const folder = selected === undefined ? "" : selected.endsWith("/") ? selected : parentFolder(selected);
    return (
      <ButtonDropdown
        variant="icon"
        ariaLabel="File actions"
        expandToViewport
        items={[
          { id: "new-file", text: "New file" },
          { id: "new-folder", text: "New folder" },
          { id: "upload", text: "Upload files" },
          { id: "rename", text: selected === undefined ? "Rename" : `Rename ${baseName(selected)}`, disabled: selected === undefined },
          { id: "delete", text: selected === undefined ? "Delete" : `Delete ${baseName(selected)}`, disabled: selected === undefined },
        ]}
        onItemClick={({ detail: { id } }) => {
          if (id === "new-file" || id === "new-folder") setNaming({ kind: id, initial: folder });
          else if (id === "upload") {
            uploadInto.current = folder;
            picker.current?.click();
          } else if (selected !== undefined) {
            if (id === "rename") setNaming({ kind: "rename", initial: selected });
            else setRemoving({ path: selected, asked: true });
          }
        }}
      />
    );
  };
  return (
    <>
      {copy.stale && <StaleAlert name={name} onKeepMine={copy.keepMine} onTakeTheirs={copy.discard} onCompare={() => setComparing(true)} />}
      <CodeBody
        shelf={shelf}
        name={name}
        files={copy.files}
        changes={copy.changes}
        openFiles={openFiles}
        onEdit={onEdit}
        commands={{ rename: (path) => setNaming({ kind: "rename", initial: path }), remove: (path) => setRemoving({ path, asked: true }) }}
        explorerActions={explorerActions}
        side={
          <SidePanels name={name} environment={environment} copy={copy} deploy={deploy} runner={runner} events={events} onDeploy={onDeploy} onTest={onTest} onCompare={() => setComparing(true)} onDiscard={() => setDiscarding(true)} />
        }
        below={<OutputPanel name={name} runner={runner} />}
      />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={({ target }) => {
          void upload(target.files).then(() => (target.value = ""));
        }}
      />
      <NameDialog request={naming} existing={[...copy.files.keys()]} onDismiss={() => setNaming(undefined)} onSubmit={submitName} />
      <Confirmation
        visible={removing?.asked ?? false}
        header={`Delete ${removing ? baseName(removing.path) : ""}`}
        confirmLabel="Delete"
        onDismiss={() => setRemoving((before) => before && { ...before, asked: false })}
        onConfirm={() => {
          if (removing) copy.remove(removing.path);
          setRemoving((before) => before && { ...before, asked: false });
        }}
      >
        Delete <b>{removing?.path}</b>{removing?.path.endsWith("/") ? " and all files in it" : ""}? The deployed code keeps it until you deploy; until then <i>Discard changes</i> brings it back.
      </Confirmation>
      <Confirmation
        visible={discarding}
        header="Discard changes"
        confirmLabel="Discard changes"
        onDismiss={() => setDiscarding(false)}
        onConfirm={() => {
          copy.discard();
          setDiscarding(false);
          flash.info(`The editor shows the deployed code of ${name} again.`);
        }}
      >
        Go back to the deployed code? What the editor holds beyond it is lost: {copy.changes.map(({ path, kind }) => `${path} (${kind})`).join(", ")}.
      </Confirmation>
      <CompareDialog
        visible={comparing}
        before={{ label: "deployed code", files: copy.deployed.files }}
        after={{ label: "your changes", files: copy.files }}
        onDismiss={() => setComparing(false)}
      />
    </>
  );
}
