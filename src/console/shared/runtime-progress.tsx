import { lazy, Suspense, useEffect } from "react";
import type { RuntimeProgress } from "#cloud/connect.ts";
import { useCloud } from "../aws/cloud-context.tsx";
import { flash } from "./flash.tsx";

const ProgressBar = lazy(() => import("@cloudscape-design/components/progress-bar"));
const NAMES: Record<RuntimeProgress["family"], string> = { python: "Python", nodejs: "JavaScript" };
/** What is loaded sooner than this, from the browser's cache, is not worth a message. */
const PATIENCE_MS = 400;

/** While a language runtime is being loaded for the first time: a message with what, and how much of how much. */
export function useRuntimeProgress(): void {
  const { cloud } = useCloud();
  useEffect(() => {
    const latest = new Map<RuntimeProgress["family"], RuntimeProgress>();
    const waiting = new Map<RuntimeProgress["family"], ReturnType<typeof setTimeout>>();
    const stop = cloud.onProgress((progress) => {
      const { family } = progress;
      if (progress.done) {
        clearTimeout(waiting.get(family));
        waiting.delete(family);
        if (latest.delete(family)) flash.dismiss(idOf(family));
        return;
      }
      latest.set(family, progress);
      if (!waiting.has(family)) waiting.set(family, setTimeout(() => show(latest.get(family)), PATIENCE_MS));
      else if (flash.has(idOf(family))) show(progress);
    });
    return () => {
      stop();
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, [cloud]);
}

function idOf(family: RuntimeProgress["family"]): string {
  return `runtime-${family}`;
}

function show(progress: RuntimeProgress | undefined): void {
  if (!progress) return;
  const { family, stage, loadedBytes, totalBytes } = progress;
  flash.progress(
    <Suspense fallback={`Loading ${NAMES[family]}`}>
      <ProgressBar
        variant="flash"
        label={`Loading ${NAMES[family]} into this browser`}
        description={`Once; then it is kept for the next time. Now: ${stage}`}
        additionalInfo={totalBytes > 0 ? `${mb(loadedBytes)} of ${mb(totalBytes)} MB` : `${mb(loadedBytes)} MB`}
        value={totalBytes > 0 ? Math.min(100, (100 * loadedBytes) / totalBytes) : 0}
      />
    </Suspense>,
    idOf(family),
  );
}

function mb(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1);
}
