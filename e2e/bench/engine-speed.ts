import type { Page } from "@playwright/test";
import { type Figure, percentile } from "./report.ts";

const HARNESS = "http://localhost:5291/engine.html";
const ROUNDS = 7;
const REQUESTS = 1_000_000;

/**
 * Requests a second through every rule (weights, reserved and provisioned concurrency, the rate of new environments,
 * asynchronous retries, errors, series, histogram, log hash), in a Worker; beside a bare event loop of the same load.
 * Fails where this browser does not give the run that is pinned for all.
 */
export async function measureEngine(page: Page): Promise<Figure[]> {
  await page.goto(HARNESS);
  await page.waitForFunction(() => "engine" in window);
  const samples = await page.evaluate(([rounds, requests]) => window.engine.measure(rounds, requests), [ROUNDS, REQUESTS] as const);
  const millions = (rates: readonly number[]): number => percentile(rates, 0.5) / 1e6;
  const bare = millions(samples.bare);
  return [
    { name: "bare event loop, one heap", value: bare, unit: "M/s", baseline: null, baselineName: "", aim: "" },
    {
      name: `engine with every Lambda rule, ${samples.meanBusy.toFixed(0)} busy`, value: millions(samples.rules), unit: "M/s",
      baseline: bare, baselineName: "bare event loop", aim: "≥ 1.5 M/s, then 2.7; higher is better",
    },
  ];
}
