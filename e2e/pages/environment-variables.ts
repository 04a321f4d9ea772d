import { expect, type Page } from "@playwright/test";

/** Configuration > Environment variables. */
export class EnvironmentVariables {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  async edit(): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}?tab=configure&subtab=envVars`);
    await this.#page.getByRole("link", { name: /Edit/ }).or(this.#page.getByRole("button", { name: /^Edit/ })).filter({ visible: true }).first().click();
    await expect(this.#page.getByRole("textbox", { name: /^Key/ }).first()).toBeVisible();
  }

  /** Puts the first variable and saves, until the update is applied. */
  async set(key: string, value: string): Promise<void> {
    await this.edit();
    await this.#page.getByRole("textbox", { name: /^Key/ }).first().fill(key);
    await this.#page.getByRole("textbox", { name: /^Value/ }).first().fill(value);
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.#page.getByText(`Successfully updated the function ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
    await expect(this.#page.getByText("Active", { exact: true }).filter({ visible: true }).first()).toBeVisible();
  }
}
