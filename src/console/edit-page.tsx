import { lazy, type ReactNode } from "react";
import type { EditForm, PageQualifier } from "./shared/routes.ts";

const EditFunctionPage = lazy(async () => ({ default: (await import("./configuration/edit-function-page.tsx")).EditFunctionPage }));
const EditConcurrencyPage = lazy(async () => ({ default: (await import("./concurrency/edit-concurrency-page.tsx")).EditConcurrencyPage }));
const AsyncPage = lazy(async () => ({ default: (await import("./asynchronous/async-page.tsx")).AsyncPage }));
const DestinationPage = lazy(async () => ({ default: (await import("./asynchronous/destination-page.tsx")).DestinationPage }));
const TriggerPage = lazy(async () => ({ default: (await import("./triggers/trigger-page.tsx")).TriggerPage }));
const PermissionPage = lazy(async () => ({ default: (await import("./permissions/permission-page.tsx")).PermissionPage }));

/** A page with one edit form of a function, whichever feature brings it. */
export function EditPage({ name, form, qualifier }: { name: string; form: EditForm; qualifier: PageQualifier }): ReactNode {
  switch (form) {
    case "async":
      return <AsyncPage name={name} qualifier={qualifier} />;
    case "destination":
      return <DestinationPage name={name} qualifier={qualifier} />;
    case "trigger":
      return <TriggerPage name={name} qualifier={qualifier} />;
    case "permission":
      return <PermissionPage name={name} qualifier={qualifier} />;
    case "concurrency":
      return <EditConcurrencyPage name={name} />;
    default:
      return <EditFunctionPage name={name} form={form} />;
  }
}
