import type { Page } from "@playwright/test";

/** The Aliases tab and the alias form. */
export class AliasesTab {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** Aliases > Create alias > name, version > Save. */
  async create(alias: string, version: string): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/create/alias`);
    await this.#page.getByLabel("Name", { exact: true }).fill(alias);
    await this.#page.getByRole("button", { name: /^Version/ }).click();
    await this.#page.getByRole("option", { name: new RegExp(`^${version.replace("$", "\\$")}`) }).click();
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
  }

  row(alias: string) {
    return this.#page.getByRole("row").filter({ has: this.#page.getByRole("link", { name: alias, exact: true }) });
  }
}
