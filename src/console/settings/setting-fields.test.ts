import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#services/settings.ts";
import { fieldProblem, fieldTexts, fieldValue, SETTING_FIELDS } from "./setting-fields.ts";

test("what the fields show reads back as the same settings", () => {
  const texts = fieldTexts(DEFAULT_SETTINGS);
  for (const field of SETTING_FIELDS) {
    expect(fieldProblem(field, texts[field.id])).toBeUndefined();
    expect(fieldValue(field, texts[field.id])).toBe(DEFAULT_SETTINGS[field.id]);
  }
});

test("a number out of bounds is answered with the bounds, in the field's own unit", () => {
  const idle = SETTING_FIELDS.find(({ id }) => id === "environmentIdleMs")!;
  expect(fieldProblem(idle, "0")).toBe("A whole number from 1 to 86400 seconds.");
  for (const text of ["", "1.5", "-1", "many", "86401"]) expect(fieldProblem(idle, text)).toBeDefined();
});
