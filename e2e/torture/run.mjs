/** `npm run torture -- --kills 20 --fuzz 10000 --probes`; README.md beside this file tells of each argument. */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

/** What runs where no part is named: less than a minute on two quiet cores. Of two kills one closes the tab and one crashes it. */
const SHORT_FORM = { kills: "2", fuzz: "400", probes: true };
const NUMBERS = ["kills", "fuzz", "cloud", "memory", "seed"];

/** @returns {Record<string, string | boolean | undefined>} */
function readArguments() {
  try {
    const text = /** @type {const} */ ({ type: "string" });
    const flag = /** @type {const} */ ({ type: "boolean" });
    const { values } = parseArgs({ options: { kills: text, fuzz: text, cloud: text, memory: text, seed: text, probes: flag, built: flag } });
    for (const name of NUMBERS) {
      const given = values[name];
      if (given !== undefined && (!/^\d{1,9}$/.test(given) || (name !== "seed" && Number(given) === 0))) throw new Error(`--${name} takes a whole number, not ${JSON.stringify(given)}`);
    }
    return values;
  } catch (error) {
    // Where Node.js says more than one sentence, the others tell of positional arguments, which there are none of.
    const [sentence] = String(error.message).split(/\.?(?:\s|$)(?=[A-Z]|$)/, 1);
    process.stderr.write(`${sentence}: the arguments are --kills N, --fuzz N, --probes, --cloud N, --memory N, --seed N and --built.\n`);
    process.exit(2);
  }
}

/** Runs a program of node_modules to its end; its failure is this command's. */
function run(program, args, variables = {}) {
  const { status } = spawnSync(process.execPath, [`node_modules/${program}`, ...args], { cwd: `${import.meta.dirname}/../..`, stdio: "inherit", env: { ...process.env, ...variables } });
  if (status !== 0) process.exitCode = 1;
  return status === 0;
}

const { seed = String(randomInt(1_000_000_000)), built = false, ...named } = readArguments();
const { kills, fuzz, probes, cloud, memory } = Object.keys(named).length === 0 ? SHORT_FORM : named;
process.stdout.write(`Seed ${seed}: --seed ${seed} makes the same requests again.\n`);

const playwright = (config, parts, variables) => run("@playwright/test/cli.js", ["test", "-c", config, ...parts], variables);
const parts = [kills && "kills.torture.ts", fuzz && "fuzz.torture.ts", probes && "probes.torture.ts"].filter(Boolean);
const needsBuild = !built && (parts.length > 0 || memory);
if (!needsBuild || run("vite/bin/vite.js", ["build", "--logLevel", "warn"])) {
  if (parts.length > 0) playwright("e2e/torture", parts, { LAMBDARIUM_SEED: seed, LAMBDARIUM_KILLS: kills ?? "", LAMBDARIUM_REQUESTS: fuzz ?? "" });
  if (cloud) run("vitest/vitest.mjs", ["run", "src/control-plane/whole-cloud.test.ts"], { LAMBDARIUM_SEED: seed, LAMBDARIUM_RUNS: cloud });
  if (memory) playwright("e2e/bench", ["memory"], { LAMBDARIUM_INVOCATIONS: memory });
}
