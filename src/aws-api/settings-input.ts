import { DEFAULT_SETTINGS, SETTING_RANGES, type Settings } from "#services/settings.ts";

/** Input that is no change of settings; the message names the field, the rule and a way out. */
export class SettingsProblem extends Error {}

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
  const [min, max] = SETTING_RANGES[name as keyof typeof SETTING_RANGES];
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
    throw new SettingsProblem(`${name} must be a whole number from ${min} to ${max}. The default is ${usual}.`);
  }
}
