import {
  CreateAliasCommand, CreateFunctionCommand, DeleteFunctionCommand, InvokeCommand, ListFunctionsCommand, PublishVersionCommand, UpdateAliasCommand,
  waitUntilFunctionActiveV2, waitUntilPublishedVersionActive, type LambdaClient,
} from "@aws-sdk/client-lambda";
import type { Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { cloudReady } from "../fixtures.ts";
import { terminalClient } from "../own-server.ts";
import { fillAccount } from "./fill-account.ts";
import { type Figure, figuresBySize, percentile } from "./report.ts";

const SIZES = [10, 100, 1000, 10_000] as const;
const NAME = "measured";
const CODE = { ZipFile: zipSync({ "index.mjs": strToU8("export const handler = async () => 1;\n") }) };
/** Calls of a kind whose mean is a figure; and those before, which are not counted. */
const CALLS = 20;
const FIRST_CALLS = 3;

const create = (FunctionName: string) =>
  new CreateFunctionCommand({ FunctionName, Runtime: "nodejs24.x", Role: "arn:aws:iam::123456789012:role/r", Handler: "index.handler", Code: CODE });

/** How long a call takes on average, ms: of calls one after the other, so that what a call leaves behind counts with the next. */
export async function meanOf(call: (n: number) => Promise<unknown>): Promise<number> {
  for (let n = 0; n < FIRST_CALLS; n++) await call(n);
  const from = performance.now();
  for (let n = FIRST_CALLS; n < FIRST_CALLS + CALLS; n++) await call(n);
  return (performance.now() - from) / CALLS;
}

/** What each call costs, by its name. */
async function callCosts(client: LambdaClient): Promise<Record<string, number>> {
  const costs = {
    UpdateAlias: await meanOf((n) => client.send(new UpdateAliasCommand({ FunctionName: NAME, Name: "live", Description: String(n) }))),
    Invoke: await meanOf(() => client.send(new InvokeCommand({ FunctionName: NAME }))),
    "ListFunctions (50)": await meanOf(() => client.send(new ListFunctionsCommand({ MaxItems: 50 }))),
    CreateFunction: await meanOf((n) => client.send(create(`new-${n}`))),
  };
  for (let n = 0; n < FIRST_CALLS + CALLS; n++) await client.send(new DeleteFunctionCommand({ FunctionName: `new-${n}` }));
  return costs;
}

/** Follows a link of the console; resolves with the ms until what `selector` finds is there, as the page itself sees it. */
export function shownAfter(page: Page, hash: string, selector: string): Promise<number> {
  return page.evaluate(
    ([to, wanted]) =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        const look = (): void => (document.querySelector(wanted) ? resolve(performance.now() - from) : void requestAnimationFrame(look));
        location.hash = to;
        look();
      }),
    [hash, selector] as const,
  );
}

/** Opens the site away from lists; resolves with the ms until its cloud is ready. */
export async function openAway(page: Page, site: string): Promise<number> {
  // Else an address that differs by its hash alone would keep the page, and what it has read.
  await page.goto("about:blank");
  const from = performance.now();
  await page.goto(`${site}#/topics`);
  await cloudReady(page);
  return performance.now() - from;
}

/** Costs of calls from outside, and of the Functions list, in accounts of 10 to 10,000 functions: flat where nothing but the size differs. */
export async function measureAccountSize(page: Page, site: string): Promise<Figure[]> {
  await openAway(page, site);
  const client = terminalClient(new URL(site).origin, { maxAttempts: 1 });
  await client.send(create(NAME));
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 30 }, { FunctionName: NAME });
  await client.send(new PublishVersionCommand({ FunctionName: NAME }));
  await waitUntilPublishedVersionActive({ client, maxWaitTime: 30 }, { FunctionName: NAME, Qualifier: "1" });
  await client.send(new CreateAliasCommand({ FunctionName: NAME, Name: "live", FunctionVersion: "1" }));

  const { figures, add } = figuresBySize("functions");
  let filled = 1;
  for (const size of SIZES) {
    const range = { from: filled, to: size };
    await fillAccount(page, site, [
      { ...range, table: "lambda.functions", key: NAME, newKey: "function-$N", value: { name: "function-$N" } },
      { ...range, table: "lambda.versions", key: `${NAME}:$LATEST`, newKey: "function-$N:$LATEST", value: { functionName: "function-$N" } },
    ]);
    filled = size;
    add(size, "from the address to a cloud that is ready", await openAway(page, site));
    // The first visit of the page fetches its scripts.
    const shown: number[] = [];
    for (let n = 0; n < 3; n++) {
      await openAway(page, site);
      shown.push(await shownAfter(page, "#/functions", 'tbody a[href^="#/functions/function-000001"]'));
    }
    add(size, "first rows of the Functions list", percentile(shown, 0.5), "< 500 ms");
    // The first rows are there before the others: all of them are told by the number in the heading.
    await page.waitForFunction(() => /\(\d+\)/.test(document.querySelector("h1")?.textContent ?? ""));
    for (const [name, value] of Object.entries(await callCosts(client))) add(size, `${name}, list open`, value);
    await openAway(page, site);
    for (const [name, value] of Object.entries(await callCosts(client))) add(size, `${name}, list closed`, value);
  }
  return figures;
}
