import FormField from "@cloudscape-design/components/form-field";
import { useSyncExternalStore } from "react";
import { useCloud } from "../aws/cloud-context.tsx";
import { Copyable } from "../shared/copy.tsx";
import { curlLine, type HttpRequest } from "./request-text.ts";
import { carriedAddress } from "./send-request.ts";

/** The same request for a terminal; only where terminals reach this browser. */
export function CurlLine({ host, request }: { host: string; request: HttpRequest }) {
  const { cloud } = useCloud();
  const { reached } = useSyncExternalStore((listener) => cloud.onBridge(listener), () => cloud.bridge());
  if (!reached) return null;
  return (
    <FormField stretch label="From a terminal" description="While this page is open.">
      <Copyable what="command line" text={curlLine(`${window.location.origin}${carriedAddress(host, request.target)}`, request)} />
    </FormField>
  );
}
