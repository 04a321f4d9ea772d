import { expect, type Page } from "@playwright/test";

/** The Aliases tab, the alias form, and the page of an alias. */
export class AliasesTab {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** Fills *Create alias* and presses Save; what comes of it is the caller's to see. */
  async tryToCreate(alias: string, version: string): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}?tab=aliases`);
    await this.#page.getByRole("link", { name: "Create alias" }).first().click();
    await this.#page.getByRole("textbox", { name: "Name", exact: true }).fill(alias);
    await this.choose("Version", version);
    await this.save();
  }

  /** Creates an alias and lands on its page. */
  async create(alias: string, version: string): Promise<void> {
    await this.tryToCreate(alias, version);
    await expect(this.#page.getByText(`Successfully created the alias ${alias}`).filter({ visible: true }).first()).toBeVisible();
  }

  /** Edit > Weighted alias > Additional version, Weight > Save. */
  async weigh(alias: string, additional: string, percent: number): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/aliases/${alias}/edit`);
    const section = this.#page.getByRole("button", { name: "Weighted alias" });
    await expect(section).toBeVisible();
    if ((await section.getAttribute("aria-expanded")) !== "true") await section.click();
    await this.choose("Additional version", additional);
    await this.#page.getByLabel("Weight (%)").fill(String(percent));
    await this.save();
    await expect(this.#page.getByText(`Successfully updated the alias ${alias}`).filter({ visible: true }).first()).toBeVisible();
  }

  /** Edit > another version > Save. */
  async edit(alias: string, version: string): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/aliases/${alias}/edit`);
    await this.choose("Version", version);
    await this.save();
    await expect(this.#page.getByText(`Successfully updated the alias ${alias}`).filter({ visible: true }).first()).toBeVisible();
  }

  async save(): Promise<void> {
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
  }

  async choose(label: "Version" | "Additional version", version: string): Promise<void> {
    await this.#page.getByRole("button", { name: new RegExp(`^${label}\\b`) }).filter({ visible: true }).click();
    await this.#page.getByRole("option").filter({ has: this.#page.getByText(version, { exact: true }) }).first().click();
  }

  /** On the alias page: Invoke ×n, until the last answer; returns how many each version served. */
  async invoke(alias: string, count: 1 | 10 | 100 | 1000): Promise<Record<string, number>> {
    await this.#page.getByRole("button", { name: count === 1 ? `Invoke ${alias} once` : `Invoke ${alias} ${count} times` }).click();
    const table = this.#page.getByRole("table", { name: /Observed/i });
    await expect(this.#page.getByRole("button", { name: "Stop" })).toHaveCount(0, { timeout: 60_000 });
    const served: Record<string, number> = {};
    for (const row of await table.getByRole("row").all()) {
      const cells = await row.getByRole("cell").allInnerTexts();
      const header = (await row.getByRole("rowheader").allInnerTexts())[0];
      if (header && cells.length > 0) served[header.replace(/\D/g, "")] = Number(cells[0]!.replace(/\D/g, ""));
    }
    return served;
  }

  row(alias: string) {
    return this.#page.getByRole("row").filter({ has: this.#page.getByRole("link", { name: alias, exact: true }) });
  }
}
