import { expect, type Page } from "@playwright/test";
import { HttpClient } from "./http-client.ts";

/** Configuration > Triggers, as far as load balancers are concerned. */
export class LoadBalancerTriggers {
  readonly #page: Page;
  readonly #path: string;
  readonly #name: string;

  /** @param qualifier as an address has it: `aliases/prod`; absent: `$LATEST` */
  constructor(page: Page, name: string, qualifier?: string) {
    this.#page = page;
    this.#name = name;
    this.#path = `./#/functions/${name}${qualifier === undefined ? "" : `/${qualifier}`}?tab=configure&subtab=triggers`;
  }

  async open(): Promise<void> {
    await this.#page.goto(this.#path);
    await expect(this.#page.getByRole("table", { name: "Triggers" })).toBeVisible();
  }

  /** Add trigger > Application Load Balancer: a new one of a name, or one that is there. */
  async addLoadBalancer({ isNew, name, port = "80", path = "" }: { isNew: boolean; name: string; port?: string; path?: string }): Promise<void> {
    await this.open();
    await this.#page.getByRole("link", { name: "Add trigger" }).first().click();
    await this.#page.getByRole("button", { name: /^Source / }).click();
    await this.#page.getByRole("option", { name: /^Application Load Balancer/ }).click();
    if (isNew) {
      await this.#page.getByLabel("Load balancer name").fill(name);
    } else {
      await this.#page.getByRole("button", { name: /^Load balancer / }).click();
      await this.#page.getByRole("option", { name: new RegExp(`^${name} `) }).click();
    }
    await this.#page.getByLabel("Listener port").fill(port);
    await this.#page.getByLabel(/^Path pattern/).fill(path);
    await this.#page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(this.#page.getByText(`The trigger was successfully added to function ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
  }

  /** The row of a load balancer. */
  row(name: string) {
    return this.#page.getByRole("table", { name: "Triggers" }).getByRole("row").filter({ hasText: `Elastic Load Balancing: ${name}` });
  }

  /** The DNS name and port that a load balancer's row shows. */
  async hostOf(name: string): Promise<string> {
    const address = await this.row(name).getByText(/^http:\/\//).textContent();
    return new URL(address ?? "").host;
  }

  /** Follows the address of a load balancer. */
  async toAddressOf(name: string): Promise<HttpClient> {
    await this.row(name).getByRole("link", { name: /^Send a request to/ }).click();
    const client = new HttpClient(this.#page);
    await client.isOpen();
    return client;
  }

  /** Delete, with what the question says of it. */
  async delete(name: string, question: RegExp): Promise<void> {
    await this.row(name).getByRole("radio").check();
    await this.#page.getByRole("button", { name: "Delete", exact: true }).first().click();
    const dialog = this.#page.getByRole("dialog", { name: `Delete the trigger ${name}?` });
    await expect(dialog).toContainText(question);
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(this.#page.getByText(`The trigger ${name} was successfully deleted from function ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
  }
}
