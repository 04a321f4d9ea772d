import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { strFromU8 } from "fflate";
import { cloudReady, expect } from "../fixtures.ts";
import { LISTENER, PROBES, prober, SPEAKER } from "../harness/isolation-probes.ts";
import { test } from "../own-server.ts";
import { createFunction, printFigures } from "./account.ts";

interface Findings {
  readonly reached: readonly string[];
  readonly probes: number;
  readonly origin: string;
}

/** The same probes from Python: through the platform below it, whose promises end after the handler has returned. */
const pythonProber = (site: string): string => `import sys
js = next(finder for finder in sys.meta_path if hasattr(finder, "_kept"))._kept["js"]
source = ${JSON.stringify(prober(site, false).replace("export const handler =", "const handler ="))}
js.eval(source + "\\n; globalThis.found = null; handler().then((answer) => { globalThis.found = JSON.stringify(answer); }); 0")
def handler(event, context):
    found = js.eval("globalThis.found")
    return found if isinstance(found, str) else None
`;

async function invoke(client: LambdaClient, FunctionName: string): Promise<unknown> {
  const { Payload, FunctionError } = await client.send(new InvokeCommand({ FunctionName }));
  const text = strFromU8(Payload!);
  expect(FunctionError, text).toBeUndefined();
  return JSON.parse(text);
}

test("nothing that a handler tries gets out of its execution environment", async ({ page, server, expectedProblems }) => {
  expect(expectedProblems).toBeNull();
  await page.goto(server.address);
  await cloudReady(page);
  const client = server.client({ maxAttempts: 1 });
  const site = `${server.address}/`;
  await createFunction(client, "prober", "nodejs24.x", prober(site, false));
  await createFunction(client, "python-prober", "python3.14", pythonProber(site));
  await createFunction(client, "listener", "nodejs24.x", LISTENER);
  await createFunction(client, "speaker", "nodejs24.x", SPEAKER, { Environment: { Variables: { SECRET: "the-secret" } } });

  const tried = Object.keys(PROBES).length;
  const gotOut: string[] = [];
  const take = (from: string, { reached, probes, origin }: Findings): void => {
    expect([probes, origin], `${from}: probes made, and the origin they were made from`).toEqual([tried, "null"]);
    gotOut.push(...reached.map((name) => `${from}: ${name}`));
  };
  take("JavaScript", (await invoke(client, "prober")) as Findings);
  let found: unknown = null;
  await expect.poll(async () => (found = await invoke(client, "python-prober")), { timeout: 90_000 }).not.toBeNull();
  take("Python", JSON.parse(found as string) as Findings);
  const [{ heard, seen }] = (await Promise.all([invoke(client, "listener"), invoke(client, "speaker")])) as [{ heard: unknown[]; seen: boolean }, unknown];
  if (heard.length > 0) gotOut.push("a message to the console's channel");
  if (seen) gotOut.push("another function's variable");

  printFigures("probes", { tried: 2 * tried + 2, "got out": gotOut.length });
  expect(gotOut).toEqual([]);
});
