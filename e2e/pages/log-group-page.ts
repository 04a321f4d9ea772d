import { expect, type Page } from "@playwright/test";
import { cloudReady } from "../fixtures.ts";

/** The page of a log group. */
export class LogGroupPage {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  async open(): Promise<void> {
    await this.#page.goto(`./#/log-groups/${encodeURIComponent(this.#name)}`);
    await cloudReady(this.#page);
    await expect(this.#page.getByRole("heading", { level: 1, name: this.#name })).toBeVisible();
  }

  /** Expire events after: one of AWS's words, `1 week (7 days)`. */
  async setRetention(words: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Edit retention" }).click();
    const dialog = this.#page.getByRole("dialog", { name: "Edit retention" });
    await dialog.getByRole("button", { name: /^Expire events after/ }).click();
    await this.#page.getByRole("option", { name: words, exact: true }).click();
    await expect(dialog.getByText(/They cannot be brought back/)).toBeVisible();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.#page.getByText(`The lines of ${this.#name} expire after ${words} now.`).filter({ visible: true }).first()).toBeVisible();
  }

  /** What the page says of the retention. */
  retention(words: string) {
    return this.#page.getByRole("definition").filter({ hasText: words });
  }

  async filter(pattern: string): Promise<void> {
    await this.#page.getByRole("searchbox", { name: "Filter log lines" }).fill(pattern);
  }

  /** The names of the streams, those with the newest lines first. */
  get streams() {
    return this.#page.getByRole("table", { name: `Log streams of ${this.#name}` }).locator("tbody tr");
  }

  get lines() {
    return this.#page.getByRole("region", { name: "Log lines" });
  }

  async delete(): Promise<void> {
    await this.#page.getByRole("button", { name: "Delete log group" }).click();
    const dialog = this.#page.getByRole("dialog", { name: `Delete log group ${this.#name}?` });
    await dialog.getByRole("textbox").fill("delete");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(this.#page.getByText(`Successfully deleted the log group ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
    await expect(this.#page).toHaveURL(/#\/log-groups$/);
  }
}
