import { SETTING_RANGES, type Settings } from "#services/settings.ts";
import { wholeNumber } from "../shared/whole-number.ts";

/** The account's concurrency has a form of its own: `account-concurrency.tsx`. */
type NumberSetting = Exclude<keyof typeof SETTING_RANGES, "accountConcurrency">;

/** A number among the settings, as the form shows it. `unit` divides what is kept, for people's sake. */
export interface SettingField {
  readonly id: NumberSetting;
  readonly label: string;
  readonly description: string;
  readonly unit: { readonly name: string; readonly size: number };
}

const MS = { name: "ms", size: 1 };
const SECONDS = { name: "seconds", size: 1000 };
const COUNT = { name: "", size: 1 };

export const SETTING_FIELDS: readonly SettingField[] = [
  {
    id: "pendingMs",
    label: "Length of State Pending (ms)",
    description: "After creating a function and publishing a version. At AWS 1 to 5 seconds; 0 makes it Active at once.",
    unit: MS,
  },
  {
    id: "updateMs",
    label: "Length of an update in progress (ms)",
    description: "After changing code or configuration. Meanwhile calls run the previous one, and further changes answer 409. At AWS 1 to 3 seconds; 0 is allowed.",
    unit: MS,
  },
  {
    id: "environmentIdleMs",
    label: "Idle execution environments are kept (seconds)",
    description: "Then they are reclaimed, and the next call is a cold start. AWS does not say its figure; 5 to 15 minutes are observed.",
    unit: SECONDS,
  },
  {
    id: "provisionedPreparationMs",
    label: "Preparation of provisioned concurrency (seconds)",
    description: "Before the first of its environments starts. At AWS one or two minutes; 0 is allowed.",
    unit: SECONDS,
  },
  {
    id: "maxPythonEnvironments",
    label: "Python environments at once",
    description: "Each takes about 45 MB of this browser's memory. Beyond this number calls are throttled rather than the tab crashed.",
    unit: COUNT,
  },
  {
    id: "maxNodejsEnvironments",
    label: "Node.js environments at once",
    description: "They are lighter than Python's. Beyond this number calls are throttled too.",
    unit: COUNT,
  },
];

/** What the form's fields show of the settings. */
export function fieldTexts(settings: Settings): Record<NumberSetting, string> {
  return Object.fromEntries(SETTING_FIELDS.map(({ id, unit }) => [id, String(settings[id] / unit.size)])) as Record<NumberSetting, string>;
}

/** The number to keep; undefined where the text is none. */
export function fieldValue({ unit }: SettingField, text: string): number | undefined {
  const amount = wholeNumber(text);
  return amount === undefined ? undefined : amount * unit.size;
}

/** What is wrong with a field's text, naming the rule; undefined for a good one. */
export function fieldProblem(field: SettingField, text: string): string | undefined {
  const [min, max] = SETTING_RANGES[field.id];
  const value = fieldValue(field, text);
  if (value !== undefined && value >= min && value <= max) return undefined;
  return `A whole number from ${min / field.unit.size} to ${max / field.unit.size}${field.unit.name === "" ? "" : ` ${field.unit.name}`}.`;
}
