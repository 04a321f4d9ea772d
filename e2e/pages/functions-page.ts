import { expect, type Page } from "@playwright/test";

/** The list of functions, and *Author from scratch*. */
export class FunctionsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page.goto("./#/functions");
  }

  /** Create function > Author from scratch > name > runtime > Create function, until it is Active. */
  async create(name: string, runtime = "Python 3.14"): Promise<void> {
    await this.open();
    await this.#page.getByRole("link", { name: "Create function" }).or(this.#page.getByRole("button", { name: "Create function" })).first().click();
    await this.#page.getByLabel("Function name").fill(name);
    await this.#page.getByRole("button", { name: /^Runtime/ }).click();
    await this.#page.getByRole("option", { name: runtime }).click();
    await this.#page.getByRole("button", { name: "Create function" }).click();
    await expect(this.#page.getByText(`Successfully created the function ${name}.`).filter({ visible: true }).first()).toBeVisible();
  }

  row(name: string) {
    return this.#page.getByRole("row").filter({ has: this.#page.getByRole("link", { name, exact: true }) });
  }
}
