import { expect, type Page } from "@playwright/test";

/** The page Send a request. */
export class HttpClient {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** At the address of a host, with `:port` where it has one. */
  async open(host: string): Promise<void> {
    await this.#page.goto(`./#/http/${encodeURIComponent(host)}`);
    await this.isOpen();
  }

  async isOpen(): Promise<void> {
    await expect(this.#page.getByRole("heading", { level: 1, name: "Send a request" })).toBeVisible();
  }

  /** Sends what stands there, to another path if one is given, and waits for an answer with this status (`200 OK`). */
  async send(status: string, path?: string): Promise<void> {
    if (path !== undefined) await this.#page.getByLabel("Path", { exact: true }).fill(path);
    await this.#page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(this.#page.getByText(status, { exact: true }).filter({ visible: true })).toBeVisible({ timeout: 30_000 });
  }

  get answer() {
    return this.#page.getByRole("region", { name: "Body of the answer" });
  }
}
