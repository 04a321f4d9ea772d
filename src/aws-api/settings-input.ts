import { DEFAULT_SETTINGS, type Settings } from "#services/settings.ts";

/** Input that is no change of settings; the message names the field, the rule and a way out. */
export class SettingsProblem extends Error {}

/** Whole numbers and their bounds; ms where the name says so. */
const RANGES: { readonly [Name in keyof Settings as Settings[Name] extends number ? Name : never]: readonly [min: number, max: number] } = {
  pendingMs: [0, 600_000],
  updateMs: [0, 600_000],
  environmentIdleMs: [1_000, 24 * 3_600_000],
  accountConcurrency: [1, 100_000],
  maxPythonEnvironments: [1, 100],
};

/** Checks what came as new settings. Throws {@link SettingsProblem}. */
export function checkSettings(input: unknown): Partial<Settings> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new SettingsProblem(`Settings must be a JSON object, for example {"pendingMs": ${DEFAULT_SETTINGS.pendingMs}}.`);
  }
  for (const [name, value] of Object.entries(input)) checkSetting(name, value);
  return { ...input };
}

function checkSetting(name: string, value: unknown): void {
  if (!Object.hasOwn(DEFAULT_SETTINGS, name)) {
    throw new SettingsProblem(`There is no setting "${name}". The settings are ${Object.keys(DEFAULT_SETTINGS).join(", ")}.`);
  }
  const usual = DEFAULT_SETTINGS[name as keyof Settings];
  if (typeof usual === "boolean") {
    if (typeof value !== "boolean") throw new SettingsProblem(`${name} must be true or false. The default is ${String(usual)}.`);
    return;
  }
  const [min, max] = RANGES[name as keyof typeof RANGES];
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
    throw new SettingsProblem(`${name} must be a whole number from ${min} to ${max}. The default is ${usual}.`);
  }
}
