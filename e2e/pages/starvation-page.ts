import { expect, type Locator, type Page } from "@playwright/test";

type Way = "alb" | "api-gateway" | "sdk";

/** The scene Who starves whom. */
export class StarvationPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page.getByRole("link", { name: "Who starves whom" }).first().click();
    await expect(this.#page.getByRole("heading", { level: 1, name: "Who starves whom" })).toBeVisible();
  }

  /** What the clients of one caller see now. */
  clientsOf(way: Way): Locator {
    return this.#page.getByTestId(`caller-${way}`);
  }

  /** The headline of how the three stand. */
  verdict(words: RegExp | string): Locator {
    return this.#page.getByText(words).filter({ visible: true }).first();
  }

  async reserveForTheFew(): Promise<void> {
    await this.#page.getByRole("button", { name: "Reserve 100 for each of the few" }).click();
  }

  async reserve(functionName: string, concurrency: string): Promise<void> {
    await this.#page.getByRole("spinbutton", { name: `Reserved concurrency of ${functionName}` }).fill(concurrency);
  }

  async turnOff(way: Way): Promise<void> {
    await this.clientsOf(way).getByRole("slider").press("Home");
  }

  /** `1,000 of 1,000 units of concurrency are in use: …`. */
  get picture(): Locator {
    return this.#page.getByRole("img", { name: /units of concurrency are in use/ });
  }

  /** Creates the functions of the scene and samples them. */
  async sampleThreeFunctions(): Promise<void> {
    await this.#page.getByRole("button", { name: "Create and sample three functions" }).click();
  }

  /** What became of the real requests of a caller. */
  sampled(way: "alb" | "api-gateway" | "sdk"): Locator {
    return this.#page.getByTestId(`sampled-${way}`);
  }
}
