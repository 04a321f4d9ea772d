import { expect, type Page } from "@playwright/test";

/** The Code tab: editor, Deploy. */
export class CodeTab {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** Replaces the open file's text, as somebody who selects all and types. */
  async write(text: string): Promise<void> {
    await this.#page.getByTestId("code-editor").click();
    await this.#page.locator(".monaco-editor .view-line").first().click();
    await this.#page.keyboard.press("ControlOrMeta+A");
    await this.#page.keyboard.insertText(text);
  }

  async deploy(): Promise<void> {
    await this.#page.getByRole("button", { name: /^Deploy/ }).click();
    await expect(this.#page.getByText(`Successfully updated the function ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
    await expect(this.#page.getByText(/undeployed changes/i).filter({ visible: true })).toHaveCount(0);
  }

  async writeAndDeploy(text: string): Promise<void> {
    await this.write(text);
    await expect(this.#page.getByText(/undeployed changes/i).filter({ visible: true }).first()).toBeVisible();
    await this.deploy();
  }
}
