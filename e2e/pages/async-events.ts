import { expect, type Page } from "@playwright/test";

/** Asynchronous tests, and Monitor > Asynchronous events. */
export class AsyncEvents {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** Test tab > Asynchronous > Test, until it is accepted. */
  async send(): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}?tab=testing`);
    await this.#page.getByRole("radio", { name: /^Asynchronous/ }).check();
    await this.#page.getByRole("button", { name: /^Test \(/ }).filter({ visible: true }).click();
    await expect(this.#page.getByText("Accepted (202)").filter({ visible: true }).first()).toBeVisible();
  }

  /** From the accepted test to the life of its event. */
  async follow(): Promise<void> {
    await this.#page.getByRole("link", { name: "Follow this event" }).first().click();
    await expect(this.#page.getByRole("heading", { name: /^Asynchronous events/ })).toBeVisible();
  }

  async open(): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}?tab=monitoring&view=events`);
    await expect(this.#page.getByRole("heading", { name: /^Asynchronous events/ })).toBeVisible();
  }

  /** The newest event's lane, by what it says to whoever does not see it. */
  get lane() {
    return this.#page.getByRole("img", { name: /^Event / }).first();
  }

  /** The lines of the table of attempts, without its head. */
  get attempts() {
    return this.#page.getByRole("table", { name: /^Attempts of event/ }).first().locator("tbody tr");
  }

  /** One column of the table of attempts. */
  async column(header: "Waited before" | "After acceptance" | "Outcome" | "Reason"): Promise<string[]> {
    const at = ["Attempt", "Waited before", "After acceptance", "Started", "Outcome", "Reason"].indexOf(header);
    return this.attempts.evaluateAll((rows, index) => rows.map((row) => (row.children[index] as HTMLElement).innerText.trim()), at);
  }
}
