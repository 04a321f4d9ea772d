import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type Page } from "@playwright/test";

/** A way to start a Chromium. */
export interface Candidate {
  readonly executablePath: string;
  /** Environment variables that it needs beside this process's own: where its libraries and fonts are. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What every start of the browser gets: no sandbox as root, no calls home. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Playwright's launch options for a candidate. */
export function launchOptions({ executablePath, variables }: Candidate): { executablePath: string; args: string[]; env?: Record<string, string> } {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { executablePath, args: CHROMIUM_ARGS, ...(variables && { env: { ...Object.fromEntries(own), ...variables } }) };
}

/**
 * Starts a candidate and lets it paint what the console paints: the console's web font in its weights, monospace, arrows and
 * scripts that the web font lacks, a canvas. A browser without usable fonts starts and calculates, and then dies, or paints
 * nothing. Returns the reason why it cannot be used, or undefined where it can.
 */
export async function refusalOf(candidate: Candidate): Promise<string | undefined> {
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ ...launchOptions(candidate), timeout: 30_000 });
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    page.setDefaultTimeout(20_000);
    await page.setContent(specimen(consoleFont()));
    await page.evaluate(() => document.fonts.ready);
    const blank = await unpainted(page);
    return blank.length > 0 ? `it paints no text as ${blank.join(", ")}` : undefined;
  } catch (error) {
    return `it does not start or dies: ${String(error).split("\n", 1)[0]}`;
  } finally {
    await browser?.close().catch(() => undefined);
  }
}

/** The specimens whose letters are not seen: with and without ink, they look the same. */
async function unpainted(page: Page): Promise<string[]> {
  const blank: string[] = [];
  for (const specimen of await page.locator("[title]").all()) {
    const painted = await specimen.screenshot();
    await specimen.evaluate((element) => ((element as HTMLElement).style.opacity = "0"));
    if (painted.equals(await specimen.screenshot())) blank.push((await specimen.getAttribute("title"))!);
  }
  return blank;
}

function specimen(font: string): string {
  return `<!doctype html><meta charset="utf-8">
    <style>@font-face { font-family: Console; src: url(data:font/woff2;base64,${font}) format("woff2"); } p { margin: 4px; width: 400px; height: 32px; font: 20px Console, sans-serif; }</style>
    <p title="the console's font">Functions 0123456789</p>
    <p title="the system's sans-serif font" style="font-family: sans-serif">Functions</p>
    <p title="bold" style="font-weight: 700">Functions</p>
    <p title="italic" style="font-style: italic; font-family: sans-serif">Functions</p>
    <p title="monospace" style="font-family: monospace">def lambda_handler(event, context):</p>
    <p>→ ⇄ ▼ ✓ ∞ ≤ Ä ß λ Ж 漢字 العربية हिन्दी 🙂</p>
    <canvas title="a canvas" width="200" height="40"></canvas>
    <script>const context = document.querySelector("canvas").getContext("2d"); context.font = "20px sans-serif"; context.fillText("λ → 漢 42", 4, 28);</script>`;
}

/** Cloudscape's web font, base64, out of the style sheet that the console is built with. */
function consoleFont(): string {
  const css = readFileSync(createRequire(import.meta.url).resolve("@cloudscape-design/global-styles/index.css"), "utf8");
  return /font\/woff2[^,]*;base64,([A-Za-z0-9+/=]+)/.exec(css)?.[1] ?? fail("global-styles/index.css holds no embedded font: its form changed; update candidate.ts");
}

function fail(message: string): never {
  throw new Error(message);
}
