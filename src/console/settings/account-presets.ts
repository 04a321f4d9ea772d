import { SETTING_RANGES } from "#services/settings.ts";

/** Quotas of concurrent executions that AWS accounts are seen to have. */
export const PRESETS: readonly { readonly amount: number; readonly label: string; readonly description: string }[] = [
  { amount: 1000, label: "1,000: the usual quota", description: "What AWS documents as the default, and what most lessons take for granted." },
  { amount: 50, label: "50: a new account on its way", description: "AWS raises new accounts in steps as they are used." },
  { amount: 10, label: "10: a new account", description: "What many accounts start with. Nothing can be reserved or provisioned yet." },
];

export function isPreset(amount: number): boolean {
  return PRESETS.some((preset) => preset.amount === amount);
}

/** What is reserved in a Region, where it would leave nothing of an account of that size: the functions, the largest first, and the sum. Null: something is left. */
export function reservationsBeyond(amount: number, reserved: ReadonlyMap<string, number>): { readonly functions: readonly string[]; readonly total: number } | null {
  const largestFirst = [...reserved].filter(([, one]) => one > 0).toSorted(([, left], [, right]) => right - left);
  const total = largestFirst.reduce((sum, [, one]) => sum + one, 0);
  return total === 0 || total < amount ? null : { functions: largestFirst.map(([name, one]) => `${name} ${one.toLocaleString("en")}`), total };
}

/** Why a text is no number of concurrent executions; undefined where it is one. */
export function concurrencyProblem(text: string): string | undefined {
  const [min, max] = SETTING_RANGES.accountConcurrency;
  const good = /^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;
  return good ? undefined : `A whole number from ${min} to ${max.toLocaleString("en")}.`;
}
