import { type AwsError, awsError } from "#services/aws-error.ts";
import { countEnvironments, endLeastRecentlyUsed, type Pool } from "#services/lambda/environments/execution-environments.ts";
import { familyOf } from "#services/lambda/configuration/runtimes.ts";
import type { Settings } from "#services/settings.ts";
import type { Accounts } from "./account.ts";
import type { EnvironmentHosts } from "./environment-hosts.ts";

/**
 * How many processes this browser can take: Python environments are heavy, JavaScript ones light, and a renderer dies of
 * too many of either. At the limit an idle one of any function makes room; where all are busy the request is refused as a
 * throttled one is, but told why, without any of AWS's reasons.
 */
export class EnvironmentLimits {
  readonly #accounts: Accounts;
  readonly #hosts: EnvironmentHosts;
  readonly #settings: () => Settings;

  constructor(accounts: Accounts, hosts: EnvironmentHosts, settings: () => Settings) {
    this.#accounts = accounts;
    this.#hosts = hosts;
    this.#settings = settings;
  }

  /** Makes room for one more environment of a pool (`begun`: which counts already); or says why there is none. */
  admit(pool: Pool, begun = false): AwsError | null {
    const { matches, limit, language } = this.#kindOf(pool);
    const accounts = this.#accounts.all();
    const count = accounts.reduce((sum, { live }) => sum + countEnvironments(live, matches), 0);
    if (count - Number(begun) < limit) return null;
    for (const account of accounts) {
      if (!endLeastRecentlyUsed(account.live, matches)) continue;
      this.#hosts.sweep(account);
      return null;
    }
    return awsError(
      "TooManyRequestsException",
      `All ${limit} ${language} environments that this browser is allowed are busy. This is a limit of the simulator, to be changed in its settings, and not one of your account.`,
      { Type: "User" },
    );
  }

  /** Whether {@link admit} would make room now. */
  hasSpace(pool: Pool): boolean {
    const { matches, limit } = this.#kindOf(pool);
    let count = 0;
    for (const { live } of this.#accounts.all()) {
      for (const each of live.pools.values()) if (each.oldest !== null && matches(each)) return true;
      count += countEnvironments(live, matches);
    }
    return count < limit;
  }

  /** Why so many provisioned environments of a pool could never live at once here; null where they can. */
  refuseProvisioned(pool: Pool, count: number): string | null {
    const { limit, language } = this.#kindOf(pool);
    return count <= limit
      ? null
      : `This browser is allowed ${limit} ${language} environments at once. This is a limit of the simulator, to be changed in its settings, and not one of your account.`;
  }

  #kindOf(pool: Pool): { matches: (pool: Pool) => boolean; limit: number; language: string } {
    const { maxPythonEnvironments, maxNodejsEnvironments } = this.#settings();
    return isPython(pool)
      ? { matches: isPython, limit: maxPythonEnvironments, language: "Python" }
      : { matches: isNodejs, limit: maxNodejsEnvironments, language: "JavaScript" };
  }
}

const isPython = (pool: Pool): boolean => familyOf(pool.runnable.configuration.Runtime) === "python";
const isNodejs = (pool: Pool): boolean => familyOf(pool.runnable.configuration.Runtime) === "nodejs";
