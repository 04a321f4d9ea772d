import { expect, type Page } from "@playwright/test";

/** Configuration > Asynchronous invocation and Destinations of `$LATEST`. */
export class AsyncSettings {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** Chooses Amazon SQS as dead-letter queue service, makes a queue on the spot, and saves. */
  async useNewDeadLetterQueue(queue: string): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/edit/async`);
    await this.#page.getByRole("button", { name: /^Dead-letter queue service/ }).click();
    await this.#page.getByRole("option", { name: "Amazon SQS" }).click();
    await this.#page.getByRole("button", { name: "Create queue" }).click();
    await this.#create("Create queue", "Queue name", queue);
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.#page).toHaveURL(/subtab=async/);
    await expect(this.#page.getByRole("link", { name: queue })).toBeVisible();
  }

  /** Adds a destination on failure: a queue that is made on the spot. */
  async addFailureQueue(queue: string): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/edit/destination`);
    await this.#page.getByRole("radio", { name: "On failure" }).check();
    await this.#page.getByRole("button", { name: "Create queue" }).click();
    await this.#create("Create queue", "Queue name", queue);
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.#page).toHaveURL(/subtab=destinations/);
    await expect(this.#page.getByRole("link", { name: queue })).toBeVisible();
  }

  /** Adds a destination on success: an event bus that is made on the spot. */
  async addSuccessBus(bus: string): Promise<void> {
    await this.#page.goto(`./#/functions/${this.#name}/edit/destination`);
    await this.#page.getByRole("radio", { name: "On success" }).check();
    await this.#page.getByRole("button", { name: /^Destination type/ }).click();
    await this.#page.getByRole("option", { name: "EventBridge event bus" }).click();
    await this.#page.getByRole("button", { name: "Create bus" }).click();
    await this.#create("Create bus", "Bus name", bus);
    await this.#page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.#page).toHaveURL(/subtab=destinations/);
    await expect(this.#page.getByRole("table", { name: "Destinations" }).getByText(bus)).toBeVisible();
  }

  async #create(dialogName: string, label: string, name: string): Promise<void> {
    const dialog = this.#page.getByRole("dialog", { name: dialogName });
    await dialog.getByLabel(label).fill(name);
    await dialog.getByRole("button", { name: dialogName }).click();
    await expect(dialog).toBeHidden();
  }
}
