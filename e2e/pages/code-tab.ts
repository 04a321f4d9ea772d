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
    // Before the editor there is a preview of the file; approaching it loads the editor.
    const preview = this.#page.getByRole("textbox", { name: /focus to open the editor/ });
    const editor = this.#page.locator(".monaco-editor .view-line").first();
    await preview.or(editor).first().click();
    await editor.click();
    await this.#page.keyboard.press("ControlOrMeta+A");
    await this.#page.keyboard.insertText(text);
  }

  get undeployed() {
    return this.#page.getByText("Undeployed changes", { exact: true }).filter({ visible: true });
  }

  async deploy(): Promise<void> {
    await this.#page.getByRole("button", { name: /^Deploy \(/ }).first().click();
    await expect(this.#page.getByText(`Successfully updated the function ${this.#name}.`).filter({ visible: true }).first()).toBeVisible();
    await expect(this.undeployed).toHaveCount(0);
    await this.settled();
  }

  /** The update is applied: until then invocations run the code before it, and publishing is refused. */
  async settled(): Promise<void> {
    await expect(this.#page.getByText("Active", { exact: true }).filter({ visible: true }).first()).toBeVisible();
  }

  async writeAndDeploy(text: string): Promise<void> {
    await this.write(text);
    await expect(this.undeployed.first()).toBeVisible();
    await this.deploy();
  }
}
