import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateFunctionCommand, InvokeCommand, UpdateFunctionConfigurationCommand, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import type { Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { terminalClient, terminalConfig } from "../own-server.ts";
import { meanOf, openAway, shownAfter } from "./account-size.ts";
import { fillAccount } from "./fill-account.ts";
import { type Figure, figuresBySize } from "./report.ts";

const SIZES = [100, 10_000] as const;
const NAME = "talker";
const GROUP = `/aws/lambda/${NAME}`;
/** Log streams of the group. */
const STREAMS = 20;

/** What reading and writing costs where many records were kept: log records (one an invocation), asynchronous events. */
export async function measureRecords(page: Page, site: string): Promise<Figure[]> {
  await openAway(page, site);
  const endpoint = new URL(site).origin;
  const client = terminalClient(endpoint, { maxAttempts: 1 });
  const logs = new CloudWatchLogsClient({ ...terminalConfig(endpoint), maxAttempts: 1 });
  const code = { ZipFile: zipSync({ "index.mjs": strToU8("export const handler = async () => console.log('said');\n") }) };
  await client.send(new CreateFunctionCommand({ FunctionName: NAME, Runtime: "nodejs24.x", Role: "arn:aws:iam::123456789012:role/r", Handler: "index.handler", Code: code }));
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 30 }, { FunctionName: NAME });
  await client.send(new InvokeCommand({ FunctionName: NAME }));
  await client.send(new InvokeCommand({ FunctionName: NAME, InvocationType: "Event" }));
  await page.goto(`${site}#/functions/${NAME}?tab=monitoring&view=events`);
  await page.locator(".event-lane-end").first().waitFor({ state: "attached" });
  // Log lines are stored with the next change at the latest.
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: NAME, Description: "Written after the lines" }));

  const { figures, add } = figuresBySize("records");
  let filled = 0;
  for (const size of SIZES) {
    const now = await page.evaluate(() => Date.now());
    const streamCopies = { table: "logs.streams", from: 0, to: STREAMS, newKey: `${GROUP}|filled-$N`, value: { name: "filled-$N", lastEventAt: now, lastSequence: size / STREAMS - 1 } };
    const copies = Array.from({ length: STREAMS }, (_, stream) => {
      const name = `filled-${String(stream).padStart(6, "0")}`;
      const events = [{ timestamp: now, message: `line $N of ${name}` }, { timestamp: now, message: `END RequestId: $N ${"x".repeat(60)}` }];
      return { table: "logs.events", from: filled / STREAMS, to: size / STREAMS, newKey: `${GROUP}|${name}|000000$N`, value: { stream: name, sequence: "$#", events } };
    });
    await fillAccount(page, site, [
      streamCopies, ...copies,
      { table: "lambda.async-events", from: filled, to: size, newKey: `00000000-0000-4000-8000-000000$N:${NAME}`, value: { requestId: "00000000-0000-4000-8000-000000$N" } },
    ]);
    filled = size;
    add(size, "from the address to a cloud that is ready", await openAway(page, site));
    add(size, "FilterLogEvents of a pattern that one record matches", await meanOf(() => logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: '"line 000003 of filled-000001"' }))));
    add(size, "Invoke, which logs", await meanOf(() => client.send(new InvokeCommand({ FunctionName: NAME }))));
    await openAway(page, site);
    add(size, "first lines of the log group's page", await shownAfter(page, `#/log-groups/${encodeURIComponent(GROUP)}`, '[aria-label="Log lines"] span'));
    await openAway(page, site);
    add(size, "first lanes of asynchronous events", await shownAfter(page, `#/functions/${NAME}?tab=monitoring&view=events`, ".event-lane"));
  }
  return figures;
}
