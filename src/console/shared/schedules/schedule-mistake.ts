import { parseScheduleExpression } from "#services/scheduler/schedule-expression.ts";

/** The fields of a cron expression: what AWS takes, and the place of a field among harmless others. */
const CRON_FIELDS = [
  { name: "minutes", takes: "0 to 59", alone: (text: string) => `${text} 0 * * ? *` },
  { name: "hours", takes: "0 to 23", alone: (text: string) => `0 ${text} * * ? *` },
  { name: "day-of-month", takes: "1 to 31, L, W or ?", alone: (text: string) => `0 0 ${text} * ? *` },
  { name: "month", takes: "1 to 12 or JAN to DEC", alone: (text: string) => `0 0 * ${text} ? *` },
  { name: "day-of-week", takes: "1 (Sunday) to 7, SUN to SAT, L, # or ?", alone: (text: string) => `0 0 ? * ${text} *` },
  { name: "year", takes: "1970 to 2199", alone: (text: string) => `0 0 * * ? ${text}` },
] as const;

/** What is wrong with an expression that the rules refuse, in a sentence with the way out. */
export function scheduleMistake(text: string): string {
  const whole = text.trim();
  if (whole === "") return "Write rate(5 minutes), cron(0 12 * * ? *) or at(2026-12-24T18:00:00). Times are UTC.";
  const [, word = "", open = "", inner = "", close = ""] = /^([A-Za-z]+)\s*(\(?)(.*?)(\)?)$/s.exec(whole) ?? [];
  const kind = word.toLowerCase();
  if (kind !== "rate" && kind !== "cron" && kind !== "at") {
    if (whole.split(/\s+/).length >= 5) return `Fields of a cron expression stand in parentheses: cron(${whole}).`;
    return "Begin with rate(, cron( or at(: rate(5 minutes), cron(0 12 * * ? *), at(2026-12-24T18:00:00).";
  }
  if (open === "" || close === "") return `What belongs to ${kind} stands in parentheses: ${kind}(${inner.trim() || "…"}).`;
  if (word !== kind || !whole.startsWith(`${kind}(`)) return `Write ${kind} in small letters, and the parenthesis right behind it: ${kind}(${inner.trim()}).`;
  if (kind === "rate") return rateMistake(inner.trim());
  return kind === "at" ? atMistake(inner.trim()) : cronMistake(inner.trim());
}

function rateMistake(text: string): string {
  const [, amount = "", unit = ""] = /^(\S+)\s*(.*)$/.exec(text) ?? [];
  if (!/^\d+$/.test(amount)) return "A rate begins with a whole number: rate(5 minutes).";
  if (Number(amount) === 0) return "A rate is at least 1 minute: rate(1 minute).";
  if (!/^(minute|hour|day)s?$/.test(unit)) return `A rate counts minutes, hours or days${unit === "" ? "" : `, not ${unit}`}: rate(${amount} minutes).`;
  return "A rate has at most seven digits.";
}

function atMistake(text: string): string {
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text) && text.includes("T")) return "Leave the time zone out: the time is UTC, for example at(2026-12-24T18:00:00).";
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return "Write year, month, day, T and the time, each with two digits: at(2026-12-24T18:00:00).";
  return `There is no ${text.replace("T", " ")}: look at the day and the hour.`;
}

function cronMistake(text: string): string {
  const fields = text === "" ? [] : text.split(/\s+/);
  if (fields.length !== CRON_FIELDS.length) {
    const more = fields.length === 5 ? " AWS has the year as a sixth." : "";
    return `A cron expression has six fields, ${CRON_FIELDS.map(({ name }) => name).join(", ")}; here ${fields.length === 1 ? "is 1" : `are ${fields.length}`}.${more}`;
  }
  const [, , day, , weekday] = fields;
  if (day === "?" && weekday === "?") return "Only one of day-of-month and day-of-week is ?; write * in the other.";
  for (const [index, { name, takes, alone }] of CRON_FIELDS.entries()) {
    const field = fields[index]!;
    if (field === "?" && (name === "day-of-month" || name === "day-of-week")) continue;
    if (parseScheduleExpression(`cron(${alone(field)})`) === null) return `The ${name === "minutes" || name === "hours" ? `field ${name}` : name} takes ${takes}, with lists, ranges and steps; ${field} is none of it.`;
  }
  return "One of day-of-month and day-of-week must be ?: AWS cannot follow both.";
}
