import { expect, type Page } from "@playwright/test";

/** Configuration > Concurrency and recursion detection, and its edit page. */
export class Concurrency {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  async open(): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}?tab=configure&subtab=concurrency`);
    await expect(this.#page.getByRole("heading", { name: "Account concurrency", exact: true })).toBeVisible();
  }

  /** Edit > Reserve concurrency, and a number; not saved. */
  async typeReservation(amount: string): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/edit/concurrency`);
    await this.#page.getByRole("radio", { name: "Reserve concurrency" }).check();
    await this.#page.getByLabel("Reserved concurrency").fill(amount);
  }

  async save(): Promise<void> {
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
  }

  async useUnreserved(): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/edit/concurrency`);
    await this.#page.getByRole("radio", { name: "Use unreserved account concurrency" }).check();
    await this.save();
    await this.saved();
  }

  async saved(): Promise<void> {
    await expect(this.#page.getByText(`Successfully updated the function ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
    await expect(this.#page).toHaveURL(/subtab=concurrency/);
  }

  /** The bar's own words: `Of 1,000 concurrent executions, 0 in use. …`. */
  get pool() {
    return this.#page.getByRole("img", { name: /concurrent executions/ });
  }

  /** A figure of the panel Concurrency, by its label. */
  async figure(label: string, value: string): Promise<void> {
    await expect(this.#page.locator("dl, div").filter({ has: this.#page.getByText(label, { exact: true }) }).filter({ hasText: value }).last()).toBeVisible();
  }

  /** Add configuration for an alias, and a number; saved. */
  async provision(alias: string, amount: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Add configuration" }).click();
    const dialog = this.#page.getByRole("dialog", { name: "Configure provisioned concurrency" });
    await dialog.getByRole("button", { name: /Choose an alias/ }).click();
    await this.#page.getByRole("option", { name: new RegExp(`^${alias}`) }).click();
    await dialog.getByLabel("Provisioned concurrency", { exact: true }).fill(amount);
    await dialog.getByRole("button", { name: "Save" }).click();
  }

  /** Service Quotas > Request increase. */
  async requestQuota(amount: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Request increase" }).click();
    const dialog = this.#page.getByRole("dialog", { name: /^Request quota increase/ });
    await dialog.getByLabel("Increase quota value").fill(amount);
    await dialog.getByRole("button", { name: "Request", exact: true }).click();
    await expect(this.#page.getByText(/^Successfully requested a quota/).filter({ visible: true }).first()).toBeVisible();
  }

  /** Automatic scaling > Add scheduled action, for the alias or version that comes first. */
  async schedule(action: string, expression: string, min: string, max: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Add scheduled action" }).click();
    const dialog = this.#page.getByRole("dialog", { name: "Add scheduled action" });
    await dialog.getByLabel("Name", { exact: true }).fill(action);
    await dialog.getByLabel("Schedule", { exact: true }).fill(expression);
    await dialog.getByLabel("Minimum capacity from then on").fill(min);
    await dialog.getByLabel("Maximum capacity from then on").fill(max);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await expect(this.#page.getByText(/^Successfully added the scheduled action/).filter({ visible: true }).first()).toBeVisible();
  }

  /** The row of an alias or version in the table of provisioned concurrency. */
  row(qualifier: string) {
    return this.#page
      .getByRole("table", { name: "Provisioned concurrency configurations" })
      .getByRole("row")
      .filter({ has: this.#page.getByRole("link", { name: qualifier, exact: true }) });
  }
}
