import Button from "@cloudscape-design/components/button";
import LiveRegion from "@cloudscape-design/components/live-region";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useEffect, useState } from "react";
import type { RuntimeProgress } from "#cloud/connect.ts";
import { useCloud } from "../../aws/cloud-context.tsx";
import type { RunningTest } from "./test-runs.ts";

const FAMILY = { python: "Python", nodejs: "JavaScript" } as const;

/** A test on its way: the time it took so far, what is being loaded for a first start, and a way to stop waiting. */
export function RunningTestPanel({ running, onCancel }: { running: RunningTest; onCancel: () => void }) {
  const seconds = useElapsedSeconds(running.startedAt);
  const progress = useRuntimeProgress();
  const what = running.phase === "settling" ? "Waiting until the function is ready: its last change is still being applied" : `Executing function with ${running.eventName}`;
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <StatusIndicator type="in-progress">
          {what}: {seconds.toFixed(1)} s
        </StatusIndicator>
        <Button onClick={onCancel} ariaLabel="Cancel: stop waiting for the function">Cancel</Button>
      </SpaceBetween>
      <LiveRegion hidden>{what}</LiveRegion>
      {progress && !progress.done && (
        <ProgressBar
          label={`Starting ${FAMILY[progress.family]}`}
          description={progress.stage}
          additionalInfo={progress.totalBytes > 0 ? `${megabytes(progress.loadedBytes)} of ${megabytes(progress.totalBytes)} MB. This is loaded once and kept by the browser.` : "This is loaded once and kept by the browser."}
          value={progress.totalBytes > 0 ? Math.min(100, (100 * progress.loadedBytes) / progress.totalBytes) : 0}
        />
      )}
    </SpaceBetween>
  );
}

function useElapsedSeconds(startedAt: number): number {
  const [now, setNow] = useState(startedAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, now - startedAt) / 1000;
}

function useRuntimeProgress(): RuntimeProgress | undefined {
  const { cloud } = useCloud();
  const [progress, setProgress] = useState<RuntimeProgress>();
  useEffect(() => cloud.onProgress(setProgress), [cloud]);
  return progress;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
