import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import type { Page } from "@playwright/test";
import { cloudReady, expect, test } from "./fixtures.ts";
import { addressIn } from "./own-server.ts";
import { FunctionPage } from "./pages/function-page.ts";
import { FunctionsPage } from "./pages/functions-page.ts";
import { listening, staticHost } from "./static-host.ts";

type Probed = Window & { injected?: string[]; refused?: string[] };

/** Puts into the page what an attacker's text would become if the console ever let it through; resolves to what the browser refused. */
async function inject(page: Page, elsewhere: string): Promise<string[]> {
  await page.evaluate((other) => {
    const probed = window as Probed;
    probed.injected = [];
    probed.refused = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => probed.refused!.push(effectiveDirective));
    const place = document.createElement("div");
    document.body.append(place);
    place.innerHTML = `<img src="data:," onerror="injected.push('handler')"><a id="link" href="javascript:injected.push('link')">link</a>
      <object data="data:text/html,x"></object><embed src="data:text/html,x"><iframe src="${other}/frame"></iframe><iframe srcdoc="<script>parent.injected.push('srcdoc')</script>"></iframe>
      <form id="form" action="${other}/form"></form><base href="${other}/">`;
    const inline = document.createElement("script");
    inline.textContent = "injected.push('inline')";
    const foreign = document.createElement("script");
    foreign.src = `${other}/script.js`;
    place.append(inline, foreign);
    document.getElementById("link")!.click();
    (document.getElementById("form") as HTMLFormElement).submit();
    void fetch(`${other}/fetch`).catch(() => undefined);
    new Image().setAttribute("src", `${other}/image`);
  }, elsewhere);
  // The violations come as events, the last of them after the frame inside was tried.
  await expect.poll(() => page.evaluate(() => new Set((window as Probed).refused).size)).toBeGreaterThanOrEqual(8);
  expect(await page.evaluate(() => (window as Probed).injected)).toEqual([]);
  return page.evaluate(() => [...new Set((window as Probed).refused)].sort());
}

const REFUSED = ["base-uri", "connect-src", "form-action", "frame-src", "img-src", "object-src", "script-src-attr", "script-src-elem"];

const frameFile = (): string => readdirSync(path.join(import.meta.dirname, "../dist/guests")).find((name) => name.startsWith("frame-locked"))!;

test.describe("beside a page of another origin", () => {
  const asked: string[] = [];
  let content = "";
  const server = createServer((request, response) => {
    asked.push(request.url!);
    response.setHeader("content-type", "text/html").setHeader("access-control-allow-origin", "*").end(content);
  });
  let elsewhere: string;
  test.beforeAll(async () => {
    elsewhere = await listening(server);
  });
  test.beforeEach(() => void asked.splice(0));
  test.afterAll(() => void server.close());
  // The refusals themselves.
  test.use({ expectedProblems: /./ });

  test("the console is framed by none, with or without a sandbox", async ({ page, baseURL }) => {
    content = `<iframe name="plain" src="${baseURL}/"></iframe><iframe name="sandboxed" sandbox="allow-scripts" src="${baseURL}/#/functions"></iframe>`;
    await page.goto(elsewhere);
    for (const name of ["plain", "sandboxed"]) {
      await expect.poll(() => page.frame(name)?.url()).toMatch(/^chrome-error:/);
      expect(await page.frame(name)!.locator("#root").count()).toBe(0);
    }
  });

  test("text that became markup runs nothing and sends nothing, on the page of the server", async ({ learner }) => {
    content = "";
    expect(await inject(learner.page, elsewhere)).toEqual(REFUSED);
    expect(asked).toEqual([]);
  });

  test("text that became markup runs nothing and sends nothing, on a static host that sends no headers", async ({ page }) => {
    const host = staticHost();
    await page.goto(await listening(host));
    await cloudReady(page);
    expect(await inject(page, elsewhere)).toEqual(REFUSED);
    expect(asked).toEqual([]);
    host.close();
  });
});

test("every file that the page loads comes with the headers that keep its origin to itself", async ({ page }) => {
  const headers: Record<string, string>[] = [];
  page.on("response", (response) => void (response.url().startsWith("http") && headers.push({ ...response.headers(), url: response.url() })));
  await page.goto("./");
  await cloudReady(page);
  await page.waitForLoadState("networkidle");
  const file = await page.request.get(`./guests/${frameFile()}`);
  expect(file.headers()["content-security-policy"]).toBe("sandbox allow-scripts; frame-ancestors 'self'");
  expect(headers.length).toBeGreaterThan(5);
  for (const one of headers) {
    expect(one, one["url"]).toMatchObject({ "x-frame-options": "DENY", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin" });
    expect(one["content-security-policy"], one["url"]).toMatch(/^default-src 'none'; .*; frame-ancestors 'none'$/);
    expect(one["permissions-policy"], one["url"]).toContain("camera=()");
  }
});

test("a static host that sends no headers serves a console that works", async ({ page }) => {
  const host = staticHost();
  await page.goto(await listening(host));
  await cloudReady(page);
  await new FunctionsPage(page).create("orders", "Node.js 24.x");
  expect(await new FunctionPage(page, "orders").test.run()).toContain("Hello from Lambda!");
  host.close();
});

test("the frame's document, opened by itself at the console's origin, serves nobody", async ({ page }) => {
  const host = staticHost();
  await page.goto(`${await listening(host)}/guests/${frameFile()}`);
  const answer = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const heard: unknown[] = [];
    port1.onmessage = ({ data }) => heard.push(data);
    postMessage(null, "*", [port2]);
    port1.postMessage({ kind: "ping" });
    // A frame that serves answers in two turns of the event loop.
    for (let turn = 0; turn < 50; turn++) {
      const own = new MessageChannel();
      await new Promise((resolve) => {
        own.port1.onmessage = resolve;
        own.port2.postMessage(null);
      });
    }
    return heard;
  });
  expect(answer).toEqual([]);
  host.close();
});

test("the development server's page is as strict, and works", async ({ page }) => {
  test.slow();
  const server = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "--port", "0"], { cwd: `${import.meta.dirname}/..`, stdio: ["ignore", "pipe", "inherit"] });
  const response = await page.goto(await addressIn(server.stdout));
  expect(response!.headers()["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self' 'sha256-[^']+'; .*frame-ancestors 'none'$/);
  // The first visit waits until Vite has bundled the packages.
  await expect(page.locator("html")).toHaveAttribute("data-cloud", "ready", { timeout: 120_000 });
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible({ timeout: 60_000 });
  server.kill();
});
