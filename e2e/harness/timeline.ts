/** The page behind the figures of the environments' picture: as many rows as it is asked for, told of anew five times a second. */
import "@cloudscape-design/global-styles/index.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { randomStream } from "#engine/random-stream.ts";
import type { EnvironmentPhase, EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import type { TimelineSamples } from "./timeline-calls.ts";
import { TimelineCanvas } from "../../src/console/environments/timeline-canvas.tsx";

/** As often as the cloud announces changes at most. */
const NEWS_MS = 200;
const WINDOW_MS = 60_000;

function environmentsAt(now: number, count: number, draw: () => number): EnvironmentView[] {
  return Array.from({ length: count }, (_, index) => {
    const busy = draw() < 0.5;
    const phases: EnvironmentPhase[] = [{ kind: "init", from: now - 50_000, to: now - 49_700 }];
    for (let from = now - 49_700; from < now; from += 5_000) phases.push({ kind: phases.length % 2 === 1 ? "busy" : "idle", from, to: from + 5_000 < now ? from + 5_000 : null });
    return {
      id: `e${index}`, functionName: "crowd", version: String(1 + (index % 4)), kind: index % 10 === 0 ? "provisioned" : "on-demand", status: busy ? "busy" : "idle", createdAt: now - 50_000,
      initEndedAt: now - 49_700, initMs: 300, initFailed: false, startMs: 0, statusSince: now, endedAt: null, invocations: 10, requestId: null, resets: 0, invocationsSinceReset: 10, logStream: `2026/11/23/[1]${String(index).padStart(32, "0")}`, memoryUsedMb: null, phases,
    };
  });
}

/** Draws `count` environments for `ms`; 0: an empty page, for comparison. */
async function measure(count: number, ms: number): Promise<TimelineSamples> {
  const stream = randomStream("timeline", String(count));
  const root = createRoot(document.querySelector("#root")!);
  const show = (): void => {
    const environments = environmentsAt(Date.now(), count, () => stream.next());
    root.render(count === 0 ? null : createElement(TimelineCanvas, { environments, aheadMs: 0, windowMs: WINDOW_MS, height: 360, selected: null }));
  };
  show();
  const news = setInterval(show, NEWS_MS);
  const frames: number[] = [];
  let work = 0;
  const request = window.requestAnimationFrame.bind(window);
  // What the picture does in a frame is what its callbacks take.
  window.requestAnimationFrame = (callback) =>
    request((now) => {
      const from = performance.now();
      callback(now);
      work += performance.now() - from;
    });
  let last = performance.now();
  const until = last + ms;
  await new Promise<void>((resolve) => {
    const step = (now: number): void => {
      frames.push(now - last);
      last = now;
      if (now < until) request(step);
      else resolve();
    };
    request(step);
  });
  clearInterval(news);
  window.requestAnimationFrame = request;
  root.unmount();
  return { frames: frames.slice(1), workMs: work / frames.length };
}

Object.assign(window, { timeline: { measure } satisfies Window["timeline"] });
