import { expect, type Page } from "@playwright/test";

/** The page of a queue. */
export class QueuePage {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  async open(): Promise<void> {
    await this.#page.goto(`./#/queues/${this.#name}`);
    await expect(this.#page.getByRole("heading", { level: 1, name: this.#name })).toBeVisible();
  }

  async poll(): Promise<void> {
    await this.#page.getByRole("button", { name: "Poll for messages" }).click();
    await expect(this.#page.getByRole("heading", { name: /^Messages \(/ }).or(this.whyEmpty).first()).toBeVisible();
  }

  async send(body: string): Promise<void> {
    const section = this.#page.getByRole("button", { name: "Send a message" });
    if ((await section.getAttribute("aria-expanded")) !== "true") await section.click();
    const field = this.#page.getByLabel("Message body");
    await field.fill(body);
    await this.#page.getByRole("button", { name: "Send message" }).click();
    // Emptied once it was sent.
    await expect(field).toHaveValue("");
  }

  async delete(): Promise<void> {
    await this.#page.getByRole("button", { name: "Delete queue" }).click();
    const dialog = this.#page.getByRole("dialog", { name: `Delete queue ${this.#name}` });
    await dialog.getByRole("textbox").fill("delete");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(this.#page).toHaveURL(/#\/queues$/);
  }

  get bodies() {
    return this.#page.getByRole("region", { name: /^Body of message/ });
  }

  get whyEmpty() {
    return this.#page.getByText("No message is available. Why is it empty?").filter({ visible: true });
  }
}
