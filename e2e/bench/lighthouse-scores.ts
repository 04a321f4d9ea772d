import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type LaunchOptions, type Page } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { freePort } from "../free-port.ts";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

/** Scores of 0 to 100, by Lighthouse's names; of several runs the one with the median performance. */
export type Scores = Readonly<Record<(typeof CATEGORIES)[number], number>>;

/**
 * Lighthouse with the preset for desktops, on pages of one browser profile. `prepare` runs first, in a tab of that
 * profile, so that what the pages show is there.
 */
export async function lighthouseScores(addresses: readonly string[], runs: number, launch: LaunchOptions, prepare: (page: Page) => Promise<void>): Promise<Scores[]> {
  const profile = await mkdtemp(path.join(tmpdir(), "lambdarium-lighthouse-"));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, { ...launch, baseURL: new URL("/", addresses[0]).href, args: [...(launch.args ?? []), `--remote-debugging-port=${port}`] });
  try {
    const page = await context.newPage();
    await prepare(page);
    // Its cloud would lead; a learner who opens the page has no other tab.
    await page.goto("about:blank");
    const scores: Scores[] = [];
    for (const address of addresses) {
      const all: Scores[] = [];
      for (let run = 0; run < runs; run += 1) all.push(await score(address, port));
      all.sort((left, right) => left.performance - right.performance);
      scores.push(all[Math.floor(all.length / 2)]!);
    }
    return scores;
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function score(address: string, port: number): Promise<Scores> {
  // The account stays: without it there is no function to show.
  const result = await lighthouse(address, { port, output: "json", logLevel: "error", disableStorageReset: true, onlyCategories: [...CATEGORIES] }, desktopConfig);
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse could not judge ${address}: ${result?.lhr.runtimeError?.message ?? "no result"}`);
  const { categories } = result.lhr;
  return Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? Number.NaN) * 100)])) as Scores;
}
