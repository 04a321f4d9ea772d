import { expect, type Page } from "@playwright/test";

/** The page of a topic. */
export class TopicPage {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** From the list of topics; lands on the topic's page. */
  async create(): Promise<void> {
    await this.#page.goto("./#/topics");
    await this.#page.getByRole("button", { name: "Create topic" }).first().click();
    const dialog = this.#page.getByRole("dialog", { name: "Create topic" });
    await dialog.getByLabel("Topic name").fill(this.#name);
    await dialog.getByRole("button", { name: "Create topic" }).click();
    await this.#shown();
  }

  async open(): Promise<void> {
    await this.#page.goto(`./#/topics/${this.#name}`);
    await this.#shown();
  }

  /** Subscribes a queue that is made on the spot. */
  async subscribeNewQueue(queue: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Create subscription" }).click();
    await this.#page.getByRole("button", { name: "Create queue" }).click();
    const dialog = this.#page.getByRole("dialog", { name: "Create queue" });
    await dialog.getByLabel("Queue name").fill(queue);
    await dialog.getByRole("button", { name: "Create queue" }).click();
    await expect(dialog).toBeHidden();
    await this.#subscribe(queue);
  }

  async subscribeFunction(name: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Create subscription" }).click();
    await this.#page.getByRole("button", { name: /^Protocol/ }).click();
    await this.#page.getByRole("option", { name: /^AWS Lambda/ }).click();
    await this.#page.getByRole("button", { name: /^Function/ }).filter({ hasText: "Choose a function" }).click();
    await this.#page.getByRole("option", { name }).click();
    await this.#subscribe(name);
  }

  /** Deletes the subscription of a queue or function. */
  async unsubscribe(name: string): Promise<void> {
    await this.#page.getByRole("radio", { name: `Select the subscription of ${name}` }).check();
    await this.#page.getByRole("button", { name: "Delete", exact: true }).click();
    await this.#page.getByRole("dialog", { name: `Delete the subscription of ${name}?` }).getByRole("button", { name: "Delete", exact: true }).click();
    await expect(this.#page.getByText(`Deleted the subscription of ${name} to ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
  }

  /** The row of a subscriber. */
  subscription(name: string) {
    return this.#page.getByRole("table", { name: `Subscriptions of ${this.#name}` }).getByRole("row").filter({ has: this.#page.getByRole("link", { name, exact: true }) });
  }

  /** The row of a function that sends here. */
  sender(name: string) {
    return this.#page.getByRole("table", { name: `Functions that send to ${this.#name}` }).getByRole("row").filter({ has: this.#page.getByRole("link", { name, exact: true }) });
  }

  /** Publishes a message with a subject and one attribute; resolves when the page said so. */
  async publish({ subject, body, attribute }: { subject: string; body: string; attribute: readonly [string, string] }): Promise<void> {
    await this.#page.getByRole("button", { name: "Publish a message" }).click();
    await this.#page.getByLabel(/^Subject/).fill(subject);
    await this.#page.getByLabel("Message body").fill(body);
    await this.#page.getByRole("button", { name: "Add attribute" }).click();
    await this.#page.getByRole("textbox", { name: /Name$/ }).fill(attribute[0]);
    await this.#page.getByRole("textbox", { name: /Value$/ }).fill(attribute[1]);
    await this.#page.getByRole("button", { name: "Publish message" }).click();
    await expect(this.#page.getByText(/^Published the message .* to /).filter({ visible: true }).first()).toBeVisible();
  }

  async delete(): Promise<void> {
    await this.#page.getByRole("button", { name: "Delete topic" }).click();
    const dialog = this.#page.getByRole("dialog", { name: `Delete topic ${this.#name}?` });
    await dialog.getByRole("textbox").fill("delete");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(this.#page.getByText(`Successfully deleted the topic ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
    await expect(this.#page).toHaveURL(/#\/topics$/);
  }

  async #subscribe(name: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Subscribe", exact: true }).click();
    await expect(this.subscription(name)).toBeVisible();
  }

  async #shown(): Promise<void> {
    await expect(this.#page.getByRole("heading", { level: 1, name: this.#name })).toBeVisible();
  }
}
