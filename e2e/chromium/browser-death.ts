import { readFileSync } from "node:fs";
import type { FullConfig, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const DIED = /Target crashed|Page crashed|(Target page, context or|Target|the) browser (has been closed|disconnected)|browserType\.launch|Protocol error \(.*\): (Target closed|Internal server error)/i;

/** Says at the end of a run, in one sentence, that the browser itself ended: the failed tests alone look like faults of the page. */
export default class BrowserDeathReporter implements Reporter {
  readonly #tests = new Set<string>();
  #executablePath = "the browser";

  onBegin(config: FullConfig): void {
    this.#executablePath = config.projects[0]?.use.launchOptions?.executablePath ?? this.#executablePath;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.errors.some(({ message }) => meansDeath(message ?? ""))) this.#tests.add(test.title);
  }

  onEnd(): void {
    const sentence = deathSentence(this.#executablePath, [...this.#tests], memoryKilled());
    if (sentence !== undefined) process.stdout.write(`\n${sentence}\n`);
  }
}

/** True for the error of a test whose page or browser was gone. */
export function meansDeath(error: string): boolean {
  return DIED.test(error);
}

/** What to tell where `tests` met a browser that ended; undefined where none did. `killed`: processes that this machine ended for want of memory since it started; undefined where it does not say. */
export function deathSentence(executablePath: string, tests: readonly string[], killed: number | undefined): string | undefined {
  if (tests.length === 0) return undefined;
  const where = tests.length === 1 ? `during "${tests[0]}"` : `during ${tests.length} tests, first "${tests[0]}"`;
  const memory = killed ? ` (this machine has ended ${killed} processes for want of memory since it started: give it more, or close other programs)` : "";
  return `The browser ${executablePath} ended by itself ${where}${memory}: run the command again, or set CHROMIUM_PATH to another Chromium.`;
}

function memoryKilled(): number | undefined {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync("/proc/vmstat", "utf8"))?.[1] ?? 0);
  } catch {
    return undefined;
  }
}
