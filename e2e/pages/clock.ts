import { expect, type Locator, type Page } from "@playwright/test";

/** The clock in the top bar. */
export class ClockMenu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get button(): Locator {
    return this.#page.getByRole("button", { name: /^Clock: / });
  }

  async realTime(): Promise<void> {
    await this.#choose("Real time");
  }

  async fastForward(): Promise<void> {
    await this.#choose(/^Fast-forward/);
    await expect(this.button).toHaveAccessibleName(/^Clock: Fast-forward/);
  }

  async nextEvent(): Promise<void> {
    await this.#choose("Next event");
  }

  async #choose(item: string | RegExp): Promise<void> {
    await this.button.click();
    await this.#page.getByRole("menuitem", { name: item }).or(this.#page.getByRole("menuitemcheckbox", { name: item })).click();
  }
}
