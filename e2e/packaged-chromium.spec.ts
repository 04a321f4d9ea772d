import { writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { launchOptions, refusalOf, type Candidate } from "./chromium/candidate.ts";
import { CHROMIUM_CACHE } from "./chromium/find-chromium.ts";
import { PACKAGE_FITS, packagedChromium } from "./chromium/packaged-chromium.ts";
import { cloudReady, expect, test } from "./fixtures.ts";

/** A bare Linux gets the Chromium of an npm package: here it meets a machine that has no font configuration at all. */
test.describe("the Chromium inside the npm package, on a machine without fonts", () => {
  test.skip(!PACKAGE_FITS, "the package is for Linux on x64");
  test.setTimeout(420_000);

  let alone: Candidate | undefined;
  const refusals: string[] = [];
  test.beforeAll(async () => {
    for (const candidate of await packagedChromium(CHROMIUM_CACHE, (sentence) => process.stderr.write(`${sentence}\n`), "/nonexistent/fonts.conf")) {
      const refusal = await refusalOf(candidate);
      if (refusal === undefined) alone ??= candidate;
      else refusals.push(refusal);
    }
  });

  test("paints what the console paints", () => {
    expect(alone, refusals.join("; ")).toBeDefined();
  });

  test("shows the console", async ({ baseURL }) => {
    const browser = await chromium.launch(launchOptions(alone!));
    const page = await browser.newPage();
    await page.goto(baseURL!);
    await cloudReady(page);
    await expect(page.getByRole("heading", { name: /^Functions/ })).toBeVisible();
    const painted = await page.screenshot();
    await page.addStyleTag({ content: "* { color: transparent !important; }" });
    expect(painted.equals(await page.screenshot()), "the letters change nothing").toBe(false);
    await browser.close();
  });

  test("is refused where no font is given to it", async () => {
    const noFonts = test.info().outputPath("no-fonts.conf");
    writeFileSync(noFonts, '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>');
    expect(await refusalOf({ ...alone!, variables: { ...alone!.variables, FONTCONFIG_FILE: noFonts } })).toContain("paints no text");
  });
});
