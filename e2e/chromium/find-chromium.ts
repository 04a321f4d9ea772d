import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, "../..");
const CACHE = path.join(ROOT, "node_modules/.cache/chromium");
const REMEMBERED = path.join(CACHE, "found.json");

/** A Chromium that was started once and answered. */
export interface FoundChromium {
  readonly executablePath: string;
  /** Set only where the plain start failed for want of shared libraries. */
  readonly libraryPath?: string;
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

const PACKAGE = "@sparticuz/chromium@147.0.0";

/**
 * Finds a Chromium for the browser tests, or installs one: `CHROMIUM_PATH`, the system's, Playwright's cache, the one inside an
 * npm package, Playwright's download, the distribution's package (as root). Each candidate is started before it is accepted.
 * Throws one sentence that says what to do when none works.
 */
export async function findChromium(): Promise<FoundChromium> {
  const asked = process.env["CHROMIUM_PATH"];
  if (asked) {
    const found = await accept(asked);
    if (!found) throw new Error(`CHROMIUM_PATH names ${asked}, which does not start as a Chromium; correct it or unset it.`);
    return found;
  }
  const remembered = recall();
  const sources: (() => Promise<(string | undefined)[]>)[] = [
    async () => [remembered],
    systemChromiums,
    async () => [chromium.executablePath()],
    async () => [await npmChromium()],
    async () => [await downloadedChromium()],
    async () => [await distributionChromium()],
  ];
  for (const source of sources) {
    for (const candidate of await source().catch(() => [])) {
      const found = candidate ? await accept(candidate) : undefined;
      if (found) return remember(found);
    }
  }
  throw new Error("No Chromium was found or could be installed for the browser tests: install Chromium or Google Chrome, or set CHROMIUM_PATH to one, and run the command again.");
}

async function systemChromiums(): Promise<string[]> {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const onPath = (process.env["PATH"] ?? "").split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, process.platform === "win32" ? `${name}.exe` : name)));
  const usual = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    path.join(process.env["PROGRAMFILES"] ?? "C:/Program Files", "Google/Chrome/Application/chrome.exe"),
    path.join(process.env["PROGRAMFILES(X86)"] ?? "C:/Program Files (x86)", "Google/Chrome/Application/chrome.exe"),
  ];
  return [...onPath, ...usual].filter((candidate) => existsSync(candidate));
}

async function npmChromium(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const require = createRequire(path.join(ROOT, "package.json"));
  if (!existsSync(path.join(ROOT, "node_modules/@sparticuz/chromium"))) {
    say(`No Chromium on this machine: fetching the one inside the npm package ${PACKAGE} (66 MB, once) …`);
    await run("npm", ["install", "--no-save", "--no-audit", "--no-fund", PACKAGE], { cwd: ROOT, timeout: 300_000 });
  }
  // The package unpacks for AWS's own machines unless it is told where it is and where to put things.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs20.x";
  mkdirSync(CACHE, { recursive: true });
  const temporary = process.env["TMPDIR"];
  process.env["TMPDIR"] = CACHE;
  try {
    const { default: packed } = (await import(require.resolve("@sparticuz/chromium"))) as { default: { executablePath(): Promise<string> } };
    return await packed.executablePath();
  } finally {
    if (temporary === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = temporary;
  }
}

async function downloadedChromium(): Promise<string> {
  say("Downloading a Chromium with Playwright (up to two minutes) …");
  await run("npx", ["playwright", "install", "chromium", "--only-shell"], { cwd: ROOT, timeout: 120_000 });
  return chromium.executablePath();
}

async function distributionChromium(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  say("Installing the distribution's Chromium …");
  await run("apt-get", ["update"], { timeout: 120_000 });
  await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { timeout: 600_000 });
  return "/usr/bin/chromium";
}

/** Starts the candidate once; with its packaged libraries only if the plain start fails. */
async function accept(executablePath: string): Promise<FoundChromium | undefined> {
  if (!existsSync(executablePath)) return undefined;
  if (await starts(executablePath, undefined)) return { executablePath };
  const libraryPath = path.join(CACHE, "al2023/lib");
  if (existsSync(libraryPath) && (await starts(executablePath, libraryPath))) return { executablePath, libraryPath };
  return undefined;
}

async function starts(executablePath: string, libraryPath: string | undefined): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS, timeout: 30_000, ...environmentFor(libraryPath) });
    const page = await browser.newPage();
    const answer = await page.evaluate(() => 6 * 7);
    await browser.close();
    return answer === 42;
  } catch {
    return false;
  }
}

/** Launch options that carry the library path, if one is wanted. */
export function environmentFor(libraryPath: string | undefined): { env?: Record<string, string> } {
  if (libraryPath === undefined) return {};
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return { env: { ...env, LD_LIBRARY_PATH: libraryPath } };
}

function recall(): string | undefined {
  try {
    return (JSON.parse(readFileSync(REMEMBERED, "utf8")) as FoundChromium).executablePath;
  } catch {
    return undefined;
  }
}

function remember(found: FoundChromium): FoundChromium {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(REMEMBERED, JSON.stringify(found));
  return found;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
