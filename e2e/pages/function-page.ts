import { expect, type Page } from "@playwright/test";
import { AliasesTab } from "./aliases-tab.ts";
import { CodeTab } from "./code-tab.ts";
import { TestTab } from "./test-tab.ts";

/** A function's page: `$LATEST` unless a version or alias is opened. */
export class FunctionPage {
  readonly code: CodeTab;
  readonly test: TestTab;
  readonly aliases: AliasesTab;

  readonly page: Page;
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
    this.code = new CodeTab(page, name);
    this.test = new TestTab(page);
    this.aliases = new AliasesTab(page, name);
  }

  async open(): Promise<void> {
    await this.page.goto(`./#/functions/${this.name}?tab=code`);
    await expect(this.page.getByRole("heading", { level: 1, name: this.name })).toBeVisible();
  }

  async openVersion(version: string): Promise<void> {
    await this.page.goto(`./#/functions/${this.name}/versions/${version}?tab=code`);
    await expect(this.page.getByText(`Version: ${version}`).filter({ visible: true }).first()).toBeVisible();
  }

  async openAlias(alias: string): Promise<void> {
    await this.page.goto(`./#/functions/${this.name}/aliases/${alias}?tab=testing`);
    await expect(this.page.getByText(`Alias: ${alias}`).filter({ visible: true }).first()).toBeVisible();
  }

  async tab(name: "Code" | "Test" | "Monitor" | "Configuration" | "Aliases" | "Versions"): Promise<void> {
    await this.page.getByRole("tab", { name, exact: true }).click();
  }

  /** Actions > Publish new version > Publish; lands on the version's page. */
  async publish(description = ""): Promise<void> {
    await this.page.getByRole("button", { name: "Actions" }).first().click();
    await this.page.getByRole("menuitem", { name: "Publish new version" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Publish new version from $LATEST" });
    if (description) await dialog.getByLabel(/Version description/).fill(description);
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** A form with unsaved changes asks before it is left. */
  async leaveWithoutSaving(): Promise<void> {
    await this.page.getByRole("dialog", { name: "Leave this page?" }).getByRole("button", { name: "Leave without saving" }).click();
  }

  flash(text: string | RegExp) {
    return this.page.getByText(text).filter({ visible: true }).first();
  }
}
