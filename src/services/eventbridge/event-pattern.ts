import { type FilterPattern, parseFilterPattern, type Rule, someText } from "../lambda/triggers/event-filter.ts";

/** Reads the event pattern of a rule: Lambda's filter rules and EventBridge's own operators. Null where it is none. */
export function parseEventPattern(text: string): FilterPattern | null {
  return parseFilterPattern(text, readOperator);
}

/** What EventBridge has beyond Lambda's filters (User Guide, "Comparison operators for use in event patterns"). */
function readOperator(operator: string, operand: unknown): Rule | null {
  const inner = onlyEntry(operand);
  switch (operator) {
    case "wildcard":
      return textRule(operator, operand);
    case "prefix":
    case "suffix": {
      const end = inner?.[0] === "equals-ignore-case" ? textTest(operator, lowerCase(inner[1])) : null;
      return end && someText((text) => end(text.toLowerCase()));
    }
    case "cidr": {
      const range = typeof operand === "string" ? ipv4Range(operand) : null;
      return range && someText((text) => inRange(text, range));
    }
    case "anything-but": {
      if (inner === null) return null;
      const tests = (Array.isArray(inner[1]) ? inner[1] : [inner[1]]).map((one) => textTest(inner[0], one));
      if (tests.length === 0 || !tests.every((test) => test !== null)) return null;
      return someText((text) => !tests.some((test) => test(text)));
    }
    default:
      return null;
  }
}

const lowerCase = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : null);

function textRule(operator: string, operand: unknown): Rule | null {
  const test = textTest(operator, operand);
  return test && someText(test);
}

function textTest(operator: string, operand: unknown): ((text: string) => boolean) | null {
  if (typeof operand !== "string") return null;
  switch (operator) {
    case "prefix":
      return (text) => text.startsWith(operand);
    case "suffix":
      return (text) => text.endsWith(operand);
    case "equals-ignore-case":
      return (text) => text.toLowerCase() === operand.toLowerCase();
    case "wildcard": {
      const pieces = wildcardPieces(operand);
      return pieces && ((text) => fits(text, pieces));
    }
    default:
      return null;
  }
}

/** The texts between the stars of a wildcard; `\*` and `\\` are letters. Null: two stars in a row, or a backslash before another letter. */
function wildcardPieces(pattern: string): string[] | null {
  const pieces = [""];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at]!;
    if (letter === "*") {
      if (pattern[at + 1] === "*") return null;
      pieces.push("");
      continue;
    }
    if (letter === "\\" && !["*", "\\"].includes(pattern[at + 1] ?? "")) return null;
    pieces[pieces.length - 1] += letter === "\\" ? pattern[++at]! : letter;
  }
  return pieces;
}

/** Each piece at its earliest place after the one before; the last one at the end. */
function fits(text: string, [first = "", ...others]: readonly string[]): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

interface Ipv4Range {
  readonly network: number;
  readonly bits: number;
}

/** `10.0.0.0/24`. IPv6 ranges are refused. */
function ipv4Range(text: string): Ipv4Range | null {
  const [address = "", length = "", ...more] = text.split("/");
  const network = ipv4(address);
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : -1;
  return network === null || bits < 0 || bits > 32 || more.length > 0 ? null : { network, bits };
}

function inRange(text: string, { network, bits }: Ipv4Range): boolean {
  const address = ipv4(text);
  const size = 2 ** (32 - bits);
  return address !== null && Math.floor(address / size) === Math.floor(network / size);
}

function ipv4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : null;
}

function onlyEntry(value: unknown): [name: string, value: unknown] | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const [entry, ...more] = Object.entries(value);
  return entry && more.length === 0 ? entry : null;
}
