import { chromium, test } from "@playwright/test";
import { startOwnServer } from "../own-server.ts";
import { measureMemory, MEMORY_FLAGS } from "../torture/memory.ts";

/** Invocations; figures are printed at each tenth. `npm run torture -- --memory 50000` is the long form. */
const TOTAL = Number(process.env["LAMBDARIUM_INVOCATIONS"] ?? 5000);

test(`memory over ${TOTAL} invocations`, async ({ launchOptions }) => {
  test.setTimeout(60 * 60_000);
  const server = await startOwnServer();
  const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), ...MEMORY_FLAGS] });
  process.stdout.write("\ninvocations  page MB  of it the cloud's heap  frame MB  at rest  IndexedDB MB  rows\n");
  await measureMemory(browser, `${server.address}/`, {
    total: TOTAL,
    step: TOTAL / 10,
    onFigures: ({ invocations, page, cloudHeap, frame, frameAtRest, indexedDb, rows }) => {
      const sizes = [page, cloudHeap, frame, frameAtRest, indexedDb].map((megabytes) => megabytes.toFixed(1).padStart(8)).join("  ");
      process.stdout.write(`${String(invocations).padStart(11)} ${sizes}  ${JSON.stringify(rows)}\n`);
    },
  });
  await browser.close();
  await server.stop();
});
