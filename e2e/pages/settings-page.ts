import { expect, type Page } from "@playwright/test";

/** The simulator's settings. */
export class SettingsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page.goto("./#/settings");
  }

  /** Sets one dial, by its label, and saves. */
  async setDial(label: string, value: string): Promise<void> {
    await this.open();
    await this.#page.getByLabel(label).fill(value);
    await this.#save();
  }

  /** Lets handlers use the network. */
  async allowNetwork(): Promise<void> {
    await this.open();
    await this.#page.getByRole("checkbox", { name: "Network for handlers" }).check();
    await this.#save();
  }

  async #save(): Promise<void> {
    await this.#page.getByRole("button", { name: "Save settings" }).click();
    await expect(this.#page.getByText("Successfully updated the settings of the simulator.").filter({ visible: true }).first()).toBeVisible();
  }

  /** Chooses an account that is smaller than what is reserved, and says yes to what that means. */
  async chooseAccountBelowReservations(label: RegExp, warning: RegExp): Promise<void> {
    await this.open();
    await this.#page.getByRole("radio", { name: label }).check();
    const dialog = this.#page.getByRole("dialog", { name: "Make the account smaller than its reservations?" });
    await expect(dialog).toContainText(warning);
    await dialog.getByRole("button", { name: /^Set to / }).click();
    await expect(this.#page.getByText(/Successfully set the account's concurrency/).filter({ visible: true }).first()).toBeVisible();
  }

  /** Chooses one of the accounts that AWS is seen to give: `10: a new account`. */
  async chooseAccount(label: RegExp): Promise<void> {
    await this.open();
    await this.#page.getByRole("radio", { name: label }).check();
    await expect(this.#page.getByText(/Successfully set the account's concurrency/).filter({ visible: true }).first()).toBeVisible();
  }
}
