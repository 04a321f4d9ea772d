import { expect } from "@playwright/test";
import type { BrowserDriver } from "./browser-driver.ts";

/** Elements that can be pressed, by their text. */
interface Target {
  readonly selector: string;
  readonly text: string;
}

/** The console in a browser that Playwright cannot drive: presses what is visible, types, reads. */
export class ConsoleWalk {
  readonly #driver: BrowserDriver;

  constructor(driver: BrowserDriver) {
    this.#driver = driver;
  }

  /** The page and its cloud are there: the signal the page itself offers. */
  async ready(): Promise<void> {
    await expect.poll(() => this.#driver.evaluate(() => document.documentElement.dataset["cloud"], null), { timeout: 30_000 }).toBe("ready");
  }

  async goTo(hash: string): Promise<void> {
    await this.#driver.evaluate((target) => void (location.hash = target), hash);
  }

  /** Clicks the first visible link, button or tab whose name begins so. */
  async press(text: string): Promise<void> {
    const marked = await this.#mark({ selector: "a, button, [role=tab], [role=button]", text });
    await this.#driver.click(marked);
  }

  /** Types into the visible field with this label. */
  async fill(label: string, value: string): Promise<void> {
    const marked = await this.#mark({ selector: "label", text: label });
    const field = await this.#driver.evaluate((selector) => document.querySelector(selector)?.getAttribute("for"), marked);
    await this.#driver.type(`[id="${field}"]`, value);
  }

  /** Waits until the page shows this text. */
  async shows(text: string | RegExp): Promise<void> {
    const matching = typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text);
    await expect.poll(() => this.text(), { timeout: 60_000 }).toEqual(matching);
  }

  /** What the page shows, as text. */
  text(): Promise<string> {
    return this.#driver.evaluate(() => document.body.innerText, null);
  }

  /** Waits until such an element is visible, marks it, and returns the mark's selector. */
  async #mark(target: Target): Promise<string> {
    const mark = (wanted: Target): boolean => {
      for (const old of document.querySelectorAll("[data-smoke]")) old.removeAttribute("data-smoke");
      const found = [...document.querySelectorAll<HTMLElement>(wanted.selector)].find((element) => (element.getAttribute("aria-label") ?? element.innerText).trim().startsWith(wanted.text) && element.checkVisibility());
      found?.setAttribute("data-smoke", "");
      return found !== undefined;
    };
    await expect.poll(() => this.#driver.evaluate(mark, target), { message: `"${target.text}" can be pressed`, timeout: 30_000 }).toBe(true);
    return "[data-smoke]";
  }
}
