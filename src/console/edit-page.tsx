import { lazy, type ReactNode } from "react";
import type { EditForm, PageQualifier } from "./shared/routes.ts";

const EditFunctionPage = lazy(async () => ({ default: (await import("./configuration/edit-function-page.tsx")).EditFunctionPage }));
const EditConcurrencyPage = lazy(async () => ({ default: (await import("./concurrency/edit-concurrency-page.tsx")).EditConcurrencyPage }));

/** A page with one edit form of a function, whichever feature brings it. */
export function EditPage({ name, form, qualifier }: { name: string; form: EditForm; qualifier: PageQualifier }): ReactNode {
  void qualifier;
  switch (form) {
    case "async":
    case "destination":
    case "trigger":
    case "permission":
      return null;
    case "concurrency":
      return <EditConcurrencyPage name={name} />;
    default:
      return <EditFunctionPage name={name} form={form} />;
  }
}
