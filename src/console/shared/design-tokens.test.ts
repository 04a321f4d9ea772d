import { readFileSync } from "node:fs";
import * as tokens from "@cloudscape-design/design-tokens";
import { expect, test } from "vitest";

const theme = new URL("../../../node_modules/@cloudscape-design/components/internal/base-theme/styles.scoped.css", import.meta.url);

test("every variable of the design tokens is declared in the components' CSS, so that charts and the top bar get their colours", () => {
  // Each name carries a hash of its release: with a mismatched pair, all of them dangle and everything falls back to light.
  const css = readFileSync(theme, "utf8");
  const names = Object.values(tokens).flatMap((value) => (typeof value === "string" ? [...value.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => name) : []));
  expect(names.length).toBeGreaterThan(500);
  expect(names.filter((name) => !css.includes(`${name}:`))).toEqual([]);
});
