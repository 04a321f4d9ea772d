import { spawn } from "node:child_process";
import type { BrowserDriver } from "./browser-driver.ts";
import { freePort } from "../free-port.ts";

const LIMIT_MS = 60_000;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** WebKit's sandbox refuses to start as root; and nothing here has a graphics card. */
const ENVIRONMENT = { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_FORCE_SANDBOX: "0", WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1" };

/** The programs of the distribution's packages that a WebKit needs here. */
export interface FoundWebKit {
  readonly webDriver: string;
  readonly miniBrowser: string;
  readonly xvfbRun: string;
}

/**
 * WebKitGTK's own small browser on a virtual screen, driven over plain WebDriver requests.
 * No screenshots: there they hang.
 */
export async function launchWebKit({ webDriver, miniBrowser, xvfbRun }: FoundWebKit): Promise<BrowserDriver> {
  const port = await freePort();
  // A process group of its own: the screen, the driver and the browser end together.
  const server = spawn(xvfbRun, ["-a", "-s", "-screen 0 1440x900x24", webDriver, `--port=${port}`, "--host=127.0.0.1"], { detached: true, stdio: "ignore", env: { ...process.env, ...ENVIRONMENT } });
  const end = (): void => {
    try {
      if (server.pid !== undefined) process.kill(-server.pid);
    } catch {
      // It has ended already.
    }
  };
  process.once("exit", end);
  try {
    const address = `http://127.0.0.1:${port}`;
    await answering(address);
    const options = { "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] } };
    const { sessionId, capabilities } = await ask<Session>(`${address}/session`, "POST", { capabilities: { alwaysMatch: options } });
    return driverOf(`${address}/session/${sessionId}`, `webkitgtk/${capabilities.browserVersion}`, end);
  } catch (error) {
    end();
    throw error;
  }
}

interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

/** What a page's script hands back. */
interface Answer<Value> {
  readonly value?: Value;
  readonly error?: string;
}

async function driverOf(session: string, version: string, end: () => void): Promise<BrowserDriver> {
  const say = <Value>(path: string, body: object = {}): Promise<Value> => ask<Value>(`${session}/${path}`, "POST", body);
  const element = async (selector: string): Promise<string> =>
    `element/${(await say<Record<string, string>>("element", { using: "css selector", value: selector }))[ELEMENT]}`;
  await say("timeouts", { script: LIMIT_MS, pageLoad: LIMIT_MS });
  return {
    version,
    open: (url) => say("url", { url }),
    reload: () => say("refresh"),
    evaluate: async (script, argument) => {
      const body = `const end = arguments[1]; (async () => (${script.toString()})(arguments[0]))().then((value) => end({ value }), (error) => end({ error: String(error) }));`;
      const { value, error } = await say<Answer<Awaited<ReturnType<typeof script>>>>("execute/async", { script: body, args: [argument] });
      if (error !== undefined) throw new Error(error);
      return value as Awaited<ReturnType<typeof script>>;
    },
    click: async (selector) => say(`${await element(selector)}/click`),
    type: async (selector, text) => say(`${await element(selector)}/value`, { text }),
    close: async () => {
      await ask(session, "DELETE", undefined, 10_000).catch(() => undefined);
      end();
    },
  };
}

/** One request to the driver. */
async function ask<Value>(url: string, method: string, body?: object, limitMs = LIMIT_MS): Promise<Value> {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(url, { method, signal: AbortSignal.timeout(limitMs), ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: Value };
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${JSON.stringify(value)}`);
  return value;
}

/** Resolves when the driver listens. */
async function answering(address: string): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  for (;;) {
    try {
      await ask(`${address}/status`, "GET", undefined, 2000);
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error("WebKitWebDriver did not start", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
