import { expect, type Page } from "@playwright/test";

/** The Test tab of the page it stands on: `$LATEST`, a version or an alias. */
export class TestTab {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Creates and saves a named test event with the hello-world template. */
  async saveEvent(eventName: string): Promise<void> {
    await this.#page.getByRole("tab", { name: "Test", exact: true }).click();
    await this.#page.getByLabel("Event name").fill(eventName);
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.#page.getByText(eventName).filter({ visible: true }).first()).toBeVisible();
  }

  /** Presses Test and returns the response as shown. */
  async run(): Promise<string> {
    await this.#page.getByRole("tab", { name: "Test", exact: true }).click();
    await this.#page.getByRole("button", { name: "Test", exact: true }).click();
    const result = this.#page.getByTestId("execution-result");
    await expect(result).toHaveAttribute("data-state", "done", { timeout: 60_000 });
    return (await this.#page.getByTestId("execution-response").innerText()).trim();
  }

  get status() {
    return this.#page.getByText(/Executing function: (succeeded|failed)/).filter({ visible: true }).first();
  }
}
