import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Candidate } from "./candidate.ts";

const run = promisify(execFile);
const PACKAGE = "@sparticuz/chromium@147.0.0";
const SYSTEM_FONTS = "/etc/fonts/fonts.conf";

/** True where the Chromium inside the npm package can run at all. */
export const PACKAGE_FITS = process.platform === "linux" && process.arch === "x64";

/**
 * The Chromium inside an npm package, which runs on a Linux with neither libraries nor fonts for a browser. Fetches and unpacks
 * it below `folder` unless it is there. Two candidates: with the machine's libraries, and with those of the package.
 * Rejects where the registry cannot be reached.
 *
 * @param say told what takes long
 * @param systemFonts the machine's font configuration; the package's fonts are used beside it
 */
export async function packagedChromium(folder: string, say: (sentence: string) => void, systemFonts = SYSTEM_FONTS): Promise<Candidate[]> {
  const home = path.join(folder, PACKAGE.replaceAll("/", "-"));
  if (!existsSync(home)) await unpack(folder, home, say);
  const executablePath = path.join(home, "chromium");
  const variables = { FONTCONFIG_FILE: fontConfiguration(home, systemFonts) };
  return [{ executablePath, variables }, { executablePath, variables: { ...variables, LD_LIBRARY_PATH: path.join(home, "al2023/lib") } }];
}

/** Unpacks beside `home` and then renames: what is there is whole, whenever this was ended. */
async function unpack(folder: string, home: string, say: (sentence: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const partial = mkdtempSync(`${home}-`);
  try {
    say(`Fetching the Chromium inside the npm package ${PACKAGE} (66 MB, once) …`);
    // A folder and a manifest of its own: nothing that npm has put into the project's node_modules is touched.
    writeFileSync(path.join(partial, "package.json"), "{}");
    await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", PACKAGE], { cwd: partial, timeout: 300_000 });
    // In a process of its own, since the package changes the variables of the process that imports it. It unpacks its libraries
    // only where it believes to be on AWS's machines.
    const program = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
    await run(process.execPath, ["--input-type=module", "-e", program], { cwd: partial, timeout: 120_000, env: { ...process.env, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x", TMPDIR: partial } });
    rmSync(path.join(partial, "node_modules"), { recursive: true });
    renameSync(partial, home);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The package's own configuration names folders of AWS's machines; this one names where its fonts are, and the machine's. */
function fontConfiguration(home: string, systemFonts: string): string {
  const file = path.join(home, existsSync(systemFonts) ? "with-system.conf" : "alone.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">${systemFonts}</include>
  <dir>${path.join(home, "fonts")}</dir>
  <cachedir>${path.join(home, "fonts-cache")}</cachedir>
</fontconfig>
`,
  );
  return file;
}
