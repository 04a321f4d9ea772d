import { accessSync, constants, readdirSync } from "node:fs";
import path from "node:path";
import type { FoundWebKit } from "./webkit-driver.ts";

/** A program of this name on the PATH. */
function onPath(name: string): string | undefined {
  return firstThatRuns((process.env["PATH"] ?? "").split(path.delimiter).map((folder) => path.join(folder, name)));
}

function firstThatRuns(candidates: readonly string[]): string | undefined {
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** `FIREFOX_PATH`, or a Firefox of this machine. Throws one sentence that says how to install it. */
export function findFirefox(): string {
  const asked = process.env["FIREFOX_PATH"];
  const found = asked ? firstThatRuns([asked]) : (onPath("firefox-esr") ?? onPath("firefox") ?? firstThatRuns(["/Applications/Firefox.app/Contents/MacOS/firefox"]));
  if (found !== undefined) return found;
  throw new Error(
    asked
      ? `FIREFOX_PATH names ${asked}, which is not a program; correct it or unset it.`
      : "No Firefox was found: install it (on Debian: sudo apt-get install firefox-esr) or set FIREFOX_PATH to one, and run the command again.",
  );
}

/** WebKitGTK's driver and browser, and a screen for them. Throws one sentence that says how to install what is missing. */
export function findWebKit(): FoundWebKit {
  const webDriver = onPath("WebKitWebDriver");
  const miniBrowser = firstThatRuns(libraryFolders().map((folder) => path.join(folder, "MiniBrowser")));
  const xvfbRun = onPath("xvfb-run");
  // xvfb-run is a script that does nothing without it.
  const xauth = onPath("xauth");
  if (webDriver !== undefined && miniBrowser !== undefined && xvfbRun !== undefined && xauth !== undefined) return { webDriver, miniBrowser, xvfbRun };
  const missing = Object.entries({ WebKitWebDriver: webDriver, MiniBrowser: miniBrowser, "xvfb-run": xvfbRun, xauth }).flatMap(([name, at]) => (at === undefined ? [name] : []));
  throw new Error(`${missing.join(" and ")} ${missing.length === 1 ? "was" : "were"} not found: install the packages (on Debian: sudo apt-get install webkit2gtk-driver xvfb xauth) and run the command again.`);
}

/** Where WebKitGTK keeps its programs, newest first. */
function libraryFolders(): string[] {
  return list("/usr/lib")
    .flatMap((folder) => [folder, ...list(folder)])
    .filter((folder) => /\/webkit2?gtk-[\d.]+$/u.test(folder))
    .sort()
    .reverse();
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}
