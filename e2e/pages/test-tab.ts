import { expect, type Page } from "@playwright/test";

/** The Test tab of the page it stands on: `$LATEST`, a version or an alias. */
export class TestTab {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page.getByRole("tab", { name: "Test", exact: true }).click();
  }

  /** Creates and saves a named test event with the hello-world template. */
  async saveEvent(eventName: string): Promise<void> {
    await this.open();
    await this.#page.getByLabel("Event name").fill(eventName);
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.#page.getByText(new RegExp(`saved.*${eventName}|${eventName}.*saved`, "i")).filter({ visible: true }).first()).toBeVisible();
  }

  /** Presses Test and returns the response as shown. */
  async run(): Promise<string> {
    await this.open();
    const before = await this.#requestId();
    const button = this.#page.getByRole("button", { name: /^Test \(/ }).filter({ visible: true });
    // The Code tab has one too, for as long as it is still there.
    await expect(button).toHaveCount(1);
    await button.click();
    await expect.poll(() => this.#requestId(), { timeout: 60_000 }).not.toBe(before);
    return (await this.response.innerText()).trim();
  }

  get response() {
    return this.#page.getByRole("region", { name: "Response", exact: true });
  }

  get log() {
    return this.#page.getByRole("region", { name: "Log output", exact: true });
  }

  get status() {
    return this.#page.getByText(/Executing function: (succeeded|failed)/).filter({ visible: true }).first();
  }

  async #requestId(): Promise<string> {
    const text = (await this.log.count()) > 0 ? await this.log.innerText() : "";
    return /REPORT RequestId: (\S+)/.exec(text)?.[1] ?? "";
  }
}
