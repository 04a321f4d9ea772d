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

  /** Presses Test. */
  async press(): Promise<void> {
    await this.open();
    // The Code tab has such a button too: pressed while that tab is about to go, it runs the function, and the test sees no result.
    await expect(this.#page.getByRole("tab", { name: "Test", exact: true })).toHaveAttribute("aria-selected", "true");
    // An alias's page has a field of this name among its weights as well.
    await expect(this.#page.getByLabel("Event JSON").filter({ visible: true })).toHaveCount(1);
    const button = this.#page.getByRole("button", { name: /^Test \(/ }).filter({ visible: true });
    await expect(button).toHaveCount(1);
    await button.click();
  }

  /** Presses Test and returns the response as shown. */
  async run(): Promise<string> {
    await this.open();
    const before = await this.#requestId();
    await this.press();
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
