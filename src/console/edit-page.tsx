import { lazy, type ReactNode } from "react";
import type { EditForm } from "./shared/routes.ts";

const EditFunctionPage = lazy(async () => ({ default: (await import("./configuration/edit-function-page.tsx")).EditFunctionPage }));

/** A page with one edit form of a function, whichever feature brings it. */
export function EditPage({ name, form }: { name: string; form: EditForm }): ReactNode {
  switch (form) {
    case "concurrency":
      return null;
    default:
      return <EditFunctionPage name={name} form={form} />;
  }
}
