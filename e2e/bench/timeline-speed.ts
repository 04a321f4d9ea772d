import type { Page } from "@playwright/test";
import type { TimelineSamples } from "../harness/timeline-calls.ts";
import { type Figure, framesPerSecond, percentile } from "./report.ts";

const HARNESS = "http://localhost:5291/timeline.html";
const MS = 5000;
const ENVIRONMENTS = 1000;

/** The environments' picture with as many rows as the cloud remembers, told of changes as often as it ever is. */
export async function measureTimeline(page: Page): Promise<Figure[]> {
  await page.goto(HARNESS);
  await page.waitForFunction(() => "timeline" in window);
  const measured = (environments: number): Promise<TimelineSamples> => page.evaluate(([count, ms]) => window.timeline.measure(count, ms), [environments, MS] as const);
  const empty = await measured(0);
  const full = await measured(ENVIRONMENTS);
  const name = `picture of ${ENVIRONMENTS.toLocaleString("en")} environments`;
  const is = "an empty page";
  return [
    { name: `${name}: frames`, value: framesPerSecond(full.frames), unit: "1/s", baseline: framesPerSecond(empty.frames), baselineName: is, aim: "60" },
    { name: `${name}: p99 of a frame`, value: percentile(full.frames, 0.99), unit: "ms", baseline: percentile(empty.frames, 0.99), baselineName: is, aim: "" },
    { name: `${name}: its own work a frame`, value: full.workMs, unit: "ms", baseline: null, baselineName: "", aim: "" },
  ];
}
