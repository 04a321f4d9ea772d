import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { Query, QueryClient } from "@tanstack/react-query";
import { compareNames } from "#services/pagination.ts";

/** The operation in the key of the list of all functions: `[scope, "lambda", ALL_FUNCTIONS]`. */
export const ALL_FUNCTIONS = "ListFunctions";

/** So many functions are read at once when they have changed. */
const AT_ONCE = 50;
/** Beyond so many changed functions the whole list is read again. */
const MANY = 500;

interface Parts {
  readonly queries: QueryClient;
  readonly scope: string;
  /** GetFunctionConfiguration; null where there is no such function. */
  readonly read: (name: string) => Promise<FunctionConfiguration | null>;
  /** Resolves when the next changes may be read: what changes often is shown a few times a second. */
  readonly pause: () => Promise<void>;
}

/**
 * Keeps the list of all functions as the account is, at the cost of what has changed: reading two hundred pages again after
 * every write would hold up the account of 10,000 functions. Where the list is not on screen, it is only marked as stale.
 */
export class FunctionListFollower {
  readonly #parts: Parts;
  readonly #key: readonly unknown[];
  readonly #changed = new Set<string>();
  #running: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#key = [parts.scope, "lambda", ALL_FUNCTIONS];
  }

  /** Tells of functions that were made, changed or deleted; undefined: any may have been. Resolves when the list shows it. */
  async follow(names: readonly string[] | undefined): Promise<void> {
    const { queries } = this.#parts;
    const query = queries.getQueryCache().find<FunctionConfiguration[]>({ queryKey: this.#key });
    if (query === undefined || names?.length === 0) return;
    if (names === undefined || !query.isActive()) {
      this.#changed.clear();
      return queries.invalidateQueries({ queryKey: this.#key });
    }
    for (const name of names) this.#changed.add(name);
    this.#running ??= this.#run(query).finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #run(query: Query<FunctionConfiguration[]>): Promise<void> {
    const { queries, read, pause } = this.#parts;
    while (this.#changed.size > 0) {
      // What is being read may be from before or after a change; what is read of the function afterwards decides.
      await query.promise?.catch(() => undefined);
      if (this.#changed.size > MANY) {
        this.#changed.clear();
        await queries.invalidateQueries({ queryKey: this.#key });
        continue;
      }
      const names = [...this.#changed].slice(0, AT_ONCE);
      for (const name of names) this.#changed.delete(name);
      try {
        const found = await Promise.all(names.map(async (name) => [name, await read(name)] as const));
        queries.setQueryData<FunctionConfiguration[]>(this.#key, (list) => list && withChanges(list, new Map(found)));
      } catch {
        await queries.invalidateQueries({ queryKey: this.#key });
      }
      await pause();
    }
  }
}

/** The list with functions put in their place by name, or (null) taken out. */
export function withChanges(list: readonly FunctionConfiguration[], changes: ReadonlyMap<string, FunctionConfiguration | null>): FunctionConfiguration[] {
  const kept = list.filter(({ FunctionName = "" }) => !changes.has(FunctionName));
  const put = [...changes.values()].filter((found) => found !== null);
  return put.length === 0 ? kept : [...kept, ...put].toSorted((left, right) => compareNames(left.FunctionName ?? "", right.FunctionName ?? ""));
}

/** Whether a query is the list of all functions, which follows changes by itself. */
export const isFunctionList = ({ queryKey }: Pick<Query, "queryKey">): boolean => queryKey[1] === "lambda" && queryKey[2] === ALL_FUNCTIONS;
