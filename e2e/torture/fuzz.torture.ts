import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { RawConnection } from "../../src/testing/raw-http.ts";
import { cloudReady, expect } from "../fixtures.ts";
import { terminalConfig, test } from "../own-server.ts";
import { createFunction, numberFrom, printFigures } from "./account.ts";
import { EXISTING, type HostileRequest, hostileRequests } from "./requests.ts";

const REQUESTS = numberFrom("LAMBDARIUM_REQUESTS", 400);
const SEED = numberFrom("LAMBDARIUM_SEED", 1);
const IN_FLIGHT = 8;
/** ReceiveMessage may wait for 20 seconds, by its own rule. */
const HANG_MS = 60_000;

/** Answers of 5xx that a rule gives. 501: what was asked for is not built. 502, 503, 504: the function behind the address failed, is throttled, or took too long. */
function isByRule(status: number, requestLine: string): boolean {
  return status === 501 || ([502, 503, 504].includes(status) && requestLine.includes("/_lambdarium/http/"));
}

/** The status of the answer; 0 where the connection was closed without one, and undefined where neither came. */
async function ask(port: number, { bytes, bodyless, broken }: HostileRequest): Promise<{ status: number; text: string } | undefined> {
  const connection = new RawConnection(port).send(bytes);
  if (broken) connection.socket.end();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), HANG_MS)));
  const answered = (async () => {
    try {
      let answer = await connection.answer({ bodyless });
      while (answer.status >= 100 && answer.status < 200 && answer.status !== 101) answer = await connection.answer({ bodyless });
      return { status: answer.status, text: answer.body.toString("utf8") };
    } catch {
      return { status: 0, text: "" };
    }
  })();
  const outcome = await Promise.race([answered, tooLong]);
  clearTimeout(timer);
  connection.socket.destroy();
  return outcome;
}

test(`${REQUESTS} hostile requests get no 5xx that no rule gives, none hangs, and the page goes on`, async ({ page, server }) => {
  await page.goto(server.address);
  await cloudReady(page);
  const client = server.client({ maxAttempts: 1 });
  const config = terminalConfig(server.address);
  await createFunction(client, EXISTING.function, "nodejs24.x", "export const handler = async (event) => event;");
  await new S3Client({ ...config, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: EXISTING.bucket }));
  await new SQSClient(config).send(new CreateQueueCommand({ QueueName: EXISTING.queue }));
  await new SNSClient(config).send(new CreateTopicCommand({ Name: EXISTING.topic }));

  const waiting = await hostileRequests(REQUESTS, SEED);
  const port = Number(new URL(server.address).port);
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  let hangs = 0;
  let byRule = 0;
  let wrong = 0;
  const work = async (): Promise<void> => {
    for (let request = waiting.pop(); request !== undefined; request = waiting.pop()) {
      const answer = await ask(port, request);
      const shown = JSON.stringify(Buffer.from(request.bytes).toString("latin1").slice(0, 3000));
      if (answer === undefined) {
        hangs += 1;
        faults.push(`No answer to ${request.what}: ${shown}`);
        continue;
      }
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status < 500) continue;
      if (isByRule(answer.status, shown.split("\\r\\n", 1)[0]!)) byRule += 1;
      else {
        wrong += 1;
        faults.push(`${answer.status} to ${request.what}: ${shown} → ${answer.text.slice(0, 500)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));

  const byStatus = [...statuses].toSorted(([left], [right]) => left - right).map(([status, count]) => `${status === 0 ? "closed" : status}: ${count}`);
  printFigures("fuzz", { requests: REQUESTS, "5xx": wrong, "5xx by a rule": byRule, hangs, seed: SEED, answers: `{ ${byStatus.join(", ")} }` });
  expect(faults.slice(0, 20), `of ${faults.length}; seed ${SEED}`).toEqual([]);
  await cloudReady(page);
  await client.send(new ListFunctionsCommand({}));
  expect(await page.evaluate(() => document.title)).not.toBe("");
});
