import { expect, type Locator, type Page } from "@playwright/test";

/** Monitor > Environments of a function. */
export class EnvironmentsPage {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  async open(): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}?tab=monitoring&view=environments`);
    await expect(this.#page.getByRole("heading", { name: "Execution environments" }).filter({ visible: true })).toBeVisible();
  }

  /** `1 environment: 0 starting, 0 busy, 1 idle`. */
  summary(words: RegExp): Locator {
    return this.#page.getByText(words).filter({ visible: true }).first();
  }

  /** The rows of the table that belong to a version. */
  row(version: string): Locator {
    return this.#page.getByRole("table", { name: "Execution environments" }).getByRole("row").filter({ hasText: version }).first();
  }

  async forceColdStart(): Promise<void> {
    await this.#page.getByRole("button", { name: "Force cold start" }).filter({ visible: true }).click();
  }
}
