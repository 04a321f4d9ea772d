import { wholeNumber } from "../shared/whole-number.ts";
import { unreservedMinimum } from "./pool.ts";

/** What a reservation would do to the account; all in executions. */
export interface Reservation {
  /** Undefined where the text is no whole number. */
  readonly amount: number | undefined;
  /** What stays unreserved for all other functions; undefined without an amount. */
  readonly left: number | undefined;
  /** The most that this function can reserve. */
  readonly most: number;
  /** Why it will not do, in the console's words of AWS where it has them; undefined where it will. */
  readonly problem: string | undefined;
}

/** What is known when a reservation is typed. */
export interface ReserveFacts {
  /** The account's limit. */
  readonly limit: number;
  /** Unreserved now, with this function's own present reservation counted as reserved. */
  readonly unreserved: number;
  /** This function's reservation now; undefined without one. */
  readonly own: number | undefined;
  /** Provisioned concurrency of this function over all its versions and aliases. */
  readonly provisioned: number;
}

/**
 * The arithmetic of a reservation as it is typed. Text of the first refusal: AWS's console. A function without a reservation
 * pays its provisioned concurrency out of the pool, and gives that back when it reserves.
 */
export function reservationOf(text: string, { limit, unreserved, own, provisioned }: ReserveFacts): Reservation {
  const available = unreserved + (own ?? provisioned);
  const minimum = unreservedMinimum(limit);
  const most = Math.max(0, available - minimum);
  const amount = wholeNumber(text);
  if (amount === undefined) {
    return { amount: undefined, left: undefined, most, problem: `Reserved concurrency is a whole number from 0 to ${most}; 0 blocks the function.` };
  }
  const left = available - amount;
  return { amount, left, most, problem: problemOf(amount, left, { minimum, most, provisioned, own: own ?? 0 }) };
}

interface Bounds {
  readonly minimum: number;
  readonly most: number;
  readonly provisioned: number;
  readonly own: number;
}

function problemOf(amount: number, left: number, { minimum, most, provisioned, own }: Bounds): string | undefined {
  // Giving some of a reservation back is always allowed.
  if (left < minimum && amount > own) {
    return `The unreserved account concurrency can't go below ${minimum}. ${most > 0 ? `This function can reserve ${most} at most.` : "This account has nothing to reserve: ask for a higher quota first."}`;
  }
  if (amount < provisioned) {
    return `The reserved concurrency can't go below the ${provisioned} provisioned for this function's versions and aliases. Reserve more, or remove provisioned concurrency first.`;
  }
  return undefined;
}
