import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { refusalOf, type Candidate } from "./candidate.ts";
import { PACKAGE_FITS, packagedChromium } from "./packaged-chromium.ts";

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, "../..");
/** Below node_modules, so that a new installation looks anew. */
export const CHROMIUM_CACHE = path.join(ROOT, "node_modules/.cache/chromium");
const REMEMBERED = path.join(CHROMIUM_CACHE, "found.json");

/**
 * Finds a Chromium for the browser tests, or installs one: `CHROMIUM_PATH`, the one found last, the system's, Playwright's
 * cache, the one inside an npm package, Playwright's download, the distribution's package (as root). Each must first paint what
 * the console paints. Throws one sentence that says what to do when none works.
 */
export async function findChromium(): Promise<Candidate> {
  const asked = process.env["CHROMIUM_PATH"];
  if (asked) {
    const refusal = existsSync(asked) ? await refusalOf({ executablePath: asked }) : "there is no such file";
    if (refusal) throw new Error(`CHROMIUM_PATH names ${asked}, which cannot be used for the browser tests (${refusal}). Correct it or unset it.`);
    return { executablePath: asked };
  }
  const sources: (() => Promise<readonly Candidate[]>)[] = [
    async () => recall(),
    async () => systemChromiums(),
    async () => [{ executablePath: chromium.executablePath() }],
    async () => (PACKAGE_FITS ? packagedChromium(CHROMIUM_CACHE, say) : []),
    downloadedChromium,
    distributionChromium,
  ];
  const refused = new Map<string, string>();
  for (const source of sources) {
    for (const candidate of await source().catch(() => [])) {
      if (!existsSync(candidate.executablePath)) continue;
      const refusal = await refusalOf(candidate);
      if (refusal === undefined) return remember(candidate);
      refused.set(candidate.executablePath, refusal);
    }
  }
  const tried = [...refused].map(([executablePath, refusal]) => ` ${executablePath} was tried: ${refusal}.`).join("");
  throw new Error(`No Chromium for the browser tests was found or could be installed. Install Chromium or Google Chrome with fonts, or set CHROMIUM_PATH to one, and run the command again.${tried}`);
}

/** The same one in every process of a test run: the first that asks finds it, the others inherit it. */
export async function chromiumOfThisRun(): Promise<Candidate> {
  const handed = process.env["LAMBDARIUM_CHROMIUM"];
  const found = handed ? (JSON.parse(handed) as Candidate) : await findChromium();
  process.env["LAMBDARIUM_CHROMIUM"] = JSON.stringify(found);
  return found;
}

function systemChromiums(): Candidate[] {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const onPath = (process.env["PATH"] ?? "").split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, process.platform === "win32" ? `${name}.exe` : name)));
  const usual = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    path.join(process.env["PROGRAMFILES"] ?? "C:/Program Files", "Google/Chrome/Application/chrome.exe"),
    path.join(process.env["PROGRAMFILES(X86)"] ?? "C:/Program Files (x86)", "Google/Chrome/Application/chrome.exe"),
  ];
  return [...onPath, ...usual].filter((executablePath) => existsSync(executablePath)).map((executablePath) => ({ executablePath }));
}

async function downloadedChromium(): Promise<Candidate[]> {
  say("Downloading a Chromium with Playwright (up to two minutes) …");
  await run("npx", ["playwright", "install", "chromium", "--only-shell"], { cwd: ROOT, timeout: 120_000 });
  return [{ executablePath: chromium.executablePath() }];
}

async function distributionChromium(): Promise<Candidate[]> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return [];
  say("Installing the distribution's Chromium and a font …");
  await run("apt-get", ["update"], { timeout: 120_000 });
  await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], { timeout: 600_000 });
  return [{ executablePath: "/usr/bin/chromium" }];
}

/** What was found last; it is proved again, since the machine may have changed. */
function recall(): Candidate[] {
  try {
    return [JSON.parse(readFileSync(REMEMBERED, "utf8")) as Candidate];
  } catch {
    return [];
  }
}

function remember(found: Candidate): Candidate {
  mkdirSync(CHROMIUM_CACHE, { recursive: true });
  writeFileSync(REMEMBERED, JSON.stringify(found));
  return found;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
