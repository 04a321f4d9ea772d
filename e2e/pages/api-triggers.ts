import { expect, type Page } from "@playwright/test";
import { HttpClient } from "./http-client.ts";

/** Configuration > Triggers, as far as API Gateway is concerned. */
export class ApiTriggers {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  async open(): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}?tab=configure&subtab=triggers`);
    await expect(this.#page.getByRole("heading", { name: /^Triggers/ })).toBeVisible();
  }

  /** Add trigger > API Gateway > Create a new API. */
  async addNew(type: "HTTP API" | "REST API"): Promise<void> {
    await this.open();
    await this.#page.getByRole("link", { name: "Add trigger" }).first().click();
    await this.#page.getByRole("button", { name: /^Source/ }).click();
    await this.#page.getByRole("option", { name: /^API Gateway/ }).click();
    await this.#page.getByRole("radio", { name: type }).check();
    await this.#page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(this.#page.getByText(`The trigger was successfully added to function ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
  }

  row(api: string) {
    return this.#page.getByRole("row").filter({ hasText: api });
  }

  /** Follows the address of the one trigger there is. */
  async toItsAddress(): Promise<HttpClient> {
    await this.#page.getByRole("link", { name: /^Send a request to/ }).click();
    const client = new HttpClient(this.#page);
    await client.isOpen();
    return client;
  }

  async deleteOnly(): Promise<void> {
    await this.open();
    await this.#page.getByRole("radio", { name: /^Select the trigger/ }).check();
    await this.#page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = this.#page.getByRole("dialog", { name: /^Delete the trigger/ });
    await expect(dialog).toContainText("so it is deleted with its stages and its address");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await expect(dialog).toBeHidden();
  }
}
