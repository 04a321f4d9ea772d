import { cpus, loadavg } from "node:os";
import { type Page, test } from "@playwright/test";
import { FunctionsPage } from "../pages/functions-page.ts";
import type { ColdSamples } from "../harness/in-cloud-calls.ts";
import { measureAccountSize } from "./account-size.ts";
import { measureEngine } from "./engine-speed.ts";
import { lighthouseScores } from "./lighthouse-scores.ts";
import { measureLiveScale } from "./live-scale.ts";
import { Visit } from "./page-weight.ts";
import { measureRecords } from "./records.ts";
import { type Figure, percentile, report } from "./report.ts";
import { measureTimeline } from "./timeline-speed.ts";

const HARNESS = "http://localhost:5291/bench.html";
const SITE = "http://localhost:5292/";
const FUNCTION = "measured";

const figures: Figure[] = [];

interface Baseline {
  readonly value: number;
  readonly is: string;
}

function figure(name: string, value: number, unit: string, aim = "", baseline?: Baseline): void {
  figures.push({ name, value, unit, aim, baseline: baseline?.value ?? null, baselineName: baseline?.is ?? "" });
}

const median = (samples: readonly number[]): number => percentile(samples, 0.5);

async function openHarness(page: Page): Promise<void> {
  await page.goto(HARNESS);
  await page.waitForFunction(() => "bench" in window);
}

async function measureWarm(page: Page): Promise<Baseline> {
  await openHarness(page);
  const samples = await page.evaluate(() => window.bench.startInCloud().warm(60, 40));
  const echo: Baseline = { value: median(samples.echo), is: "raw Worker echo" };
  figure("raw Worker echo", echo.value, "ms");
  figure("raw echo into the sandbox's process", median(samples.sandboxEcho), "ms", "the floor of what follows", echo);
  figure("warm Invoke in the cloud, JavaScript", median(samples.nodejs), "ms", "≤ 5 × raw echo", echo);
  figure("warm Invoke in the cloud, Python", median(samples.python), "ms", "≤ 8 × raw echo", echo);
  return echo;
}

async function measureSdk(page: Page, echo: Baseline): Promise<void> {
  await openHarness(page);
  await page.evaluate(() => window.bench.sdk.start());
  for (const [runtime, label] of [["nodejs", "JavaScript"], ["python", "Python"]] as const) {
    const samples = await page.evaluate((name) => window.bench.sdk.invoke(name, 500), runtime);
    figure(`Invoke through the SDK, ${label}, p50`, median(samples), "ms", "< 2 ms", echo);
    figure(`Invoke through the SDK, ${label}, p95`, percentile(samples, 0.95), "ms", "", echo);
  }
  const puts = await page.evaluate(() => window.bench.sdk.plainPuts(100));
  const put: Baseline = { value: median(puts), is: "one strict put into IndexedDB" };
  const aliases = await page.evaluate(() => window.bench.sdk.createAliases(100));
  figure("CreateAlias committed, through the SDK, p50", median(aliases), "ms", "", put);
  figure("CreateAlias committed, through the SDK, p95", percentile(aliases, 0.95), "ms", "", put);
  for (const [runtime, label] of [["nodejs", "JavaScript"], ["python", "Python"]] as const) {
    const took = await page.evaluate((name) => window.bench.sdk.weighted(name, 1000, 10), runtime);
    figure(`1,000 weighted invocations, ${label}, from no environment`, took.cold / 1000, "s", "< 3 s");
    figure(`1,000 weighted invocations, ${label}, once more`, took.warm / 1000, "s", "< 3 s");
  }
}

async function measureColdStarts(page: Page): Promise<void> {
  await openHarness(page);
  const nodejs = await page.evaluate(() => window.bench.startInCloud().coldNodejs(15));
  figureCold("JavaScript", nodejs, "new Worker of the same bytes", "");
  await openHarness(page);
  const python = await page.evaluate(() => window.bench.startInCloud().coldPython(5));
  figureCold("Python", python, "plain loadPyodide in a Worker", "< half of it");
}

function figureCold(label: string, samples: ColdSamples, is: string, aim: string): void {
  figure(`cold start ${label}, first of a page`, samples.first, "ms", aim, { value: samples.firstBaseline, is });
  figure(`cold start ${label}, p50 of the next`, median(samples.later), "ms", aim, { value: median(samples.laterBaseline), is });
}

async function measureWeight(page: Page): Promise<void> {
  const visit = new Visit(page);
  await page.goto(SITE);
  await page.getByRole("link", { name: "Create function" }).or(page.getByRole("button", { name: "Create function" })).first().waitFor();
  await page.waitForLoadState("networkidle");
  const list = await visit.weigh();
  figure("first page: JavaScript of the page, gzip", list.pageScript, "kB", "≤ 350 kB");
  figure("first page: JavaScript of the cloud's Worker, gzip", list.workerScript, "kB", "counted apart");
  figure("first page: CSS, gzip", list.style, "kB", "≤ 110 kB");

  await new FunctionsPage(page).create(FUNCTION);
  const fresh = new Visit(page);
  await page.goto("about:blank");
  await page.goto(`${SITE}#/functions/${FUNCTION}?tab=code`);
  const preview = page.getByRole("textbox", { name: /focus to open the editor/ });
  await preview.waitFor();
  await page.waitForLoadState("networkidle");
  const functionPage = await fresh.weigh();
  figure("function page: JavaScript of the page, gzip", functionPage.pageScript, "kB");
  figure("function page: CSS, gzip", functionPage.style, "kB");

  await preview.click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.waitForLoadState("networkidle");
  const editor = await fresh.weigh();
  figure("the editor, when it is wanted: JavaScript, gzip", editor.pageScript - functionPage.pageScript, "kB");
  figure("the editor: JavaScript of its Workers, gzip", editor.workerScript - functionPage.workerScript, "kB");
  figure("the editor: CSS, gzip", editor.style - functionPage.style, "kB");
}

async function measureLighthouse(launch: Parameters<typeof lighthouseScores>[2]): Promise<void> {
  const pages = ["list", "function page"] as const;
  const scores = await lighthouseScores([`${SITE}#/functions`, `${SITE}#/functions/${FUNCTION}?tab=code`], 3, launch, async (page) => {
    await page.goto(SITE);
    await new FunctionsPage(page).create(FUNCTION);
  });
  for (const [at, name] of pages.entries())
    for (const [category, score] of Object.entries(scores[at]!)) figure(`Lighthouse desktop, ${name}: ${category}`, score, "of 100", category === "performance" ? "≥ 95" : "");
}

test("speed, beside its baselines of the same run", async ({ browser, launchOptions }) => {
  const problems: unknown[] = [];
  /** Each part in a browser profile of its own; a part that fails leaves its figures out, and the run fails in the end. */
  const part = async <Result>(work: (page: Page) => Promise<Result>): Promise<Result | undefined> => {
    const context = await browser.newContext({ baseURL: SITE });
    try {
      return await work(await context.newPage());
    } catch (error) {
      problems.push(error);
      return undefined;
    } finally {
      await context.close();
    }
  };
  const load = loadavg()[0] ?? Number.NaN;
  const echo = await part(measureWarm);
  if (echo) await part((page) => measureSdk(page, echo));
  await part(measureColdStarts);
  figures.push(...((await part(measureEngine)) ?? []));
  figures.push(...((await part(measureTimeline)) ?? []));
  figures.push(...((await part((page) => measureLiveScale(page, SITE))) ?? []));
  figures.push(...((await part((page) => measureAccountSize(page, SITE))) ?? []));
  figures.push(...((await part((page) => measureRecords(page, SITE))) ?? []));
  await part(measureWeight);
  await part(() => measureLighthouse(launchOptions));
  process.stdout.write(`\nChromium ${browser.version()}, ${cpus().length} cores, load ${load.toFixed(1)} at the start\n`);
  report(figures);
  if (problems.length > 0) throw new AggregateError(problems, problems.map(String).join("\n"));
});
