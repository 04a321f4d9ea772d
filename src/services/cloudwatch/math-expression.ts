import { type AwsError, isAwsError } from "../aws-error.ts";
import { validation } from "./errors.ts";

/** Instant → value. */
type Series = ReadonlyMap<number, number>;
type Operand = number | Series;

/**
 * Metric math, its arithmetic: ids of other queries, numbers, `+ - * / ^`, brackets, and `FILL(id, number)`. Where one
 * of two series has no value, the result has none. Functions other than FILL are refused, not misread.
 */
export function evaluateExpression(text: string, series: ReadonlyMap<string, Series>): Series | AwsError {
  const tokens = text.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|[-+*/^(),]|\S/g) ?? [];
  const reader = { tokens, at: 0, series };
  try {
    const value = sum(reader);
    if (reader.at < tokens.length) throw new ExpressionProblem(`unexpected '${tokens[reader.at]}'`);
    if (typeof value === "number") throw new ExpressionProblem("it must give a time series");
    return value;
  } catch (problem) {
    if (problem instanceof ExpressionProblem) return validation(`Error in expression '${text}': ${problem.message}.`);
    if (isAwsError(problem)) return problem;
    throw problem;
  }
}

class ExpressionProblem extends Error {}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  readonly series: ReadonlyMap<string, Series>;
}

function sum(reader: Reader): Operand {
  let left = product(reader);
  for (;;) {
    if (take(reader, "+")) left = combine(left, product(reader), (a, b) => a + b);
    else if (take(reader, "-")) left = combine(left, product(reader), (a, b) => a - b);
    else return left;
  }
}

function product(reader: Reader): Operand {
  let left = power(reader);
  for (;;) {
    if (take(reader, "*")) left = combine(left, power(reader), (a, b) => a * b);
    else if (take(reader, "/")) left = combine(left, power(reader), (a, b) => (b === 0 ? Number.NaN : a / b));
    else return left;
  }
}

function power(reader: Reader): Operand {
  const base = operand(reader, 0);
  return take(reader, "^") ? combine(base, power(reader), (a, b) => a ** b) : base;
}

function operand(reader: Reader, depth: number): Operand {
  const token = reader.tokens[reader.at++];
  if (token === undefined || reader.at > 1000 || depth > 100) throw new ExpressionProblem("it ends too early");
  if (token === "-") return combine(0, operand(reader, depth + 1), (a, b) => a - b);
  if (token === "(") {
    const inner = sum(reader);
    expect(reader, ")");
    return inner;
  }
  if (/^\d/.test(token)) return Number(token);
  if (token === "FILL" && take(reader, "(")) return filled(reader);
  const found = reader.series.get(token);
  if (!found) throw new ExpressionProblem(`'${token}' is neither a query's id nor a function that is simulated`);
  return found;
}

/** FILL(series, number): gives a value to the instants at which any other series has one. */
function filled(reader: Reader): Operand {
  const series = sum(reader);
  expect(reader, ",");
  const value = operand(reader, 0);
  expect(reader, ")");
  if (typeof series === "number" || typeof value !== "number") throw new ExpressionProblem("FILL takes a series and a number");
  const instants = new Set([...reader.series.values()].flatMap((one) => [...one.keys()]));
  return new Map(Array.from(instants, (at) => [at, series.get(at) ?? value]));
}

function combine(left: Operand, right: Operand, apply: (a: number, b: number) => number): Operand {
  if (typeof left === "number" && typeof right === "number") return apply(left, right);
  const instants = typeof left === "number" ? (right as Series).keys() : left.keys();
  const values = new Map<number, number>();
  for (const at of instants) {
    const [a, b] = [left, right].map((side) => (typeof side === "number" ? side : side.get(at)));
    const value = a === undefined || b === undefined ? Number.NaN : apply(a, b);
    if (Number.isFinite(value)) values.set(at, value);
  }
  return values;
}

function take(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, token: string): void {
  if (!take(reader, token)) throw new ExpressionProblem(`'${token}' is missing`);
}
