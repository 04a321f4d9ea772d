import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "./fixtures.ts";
import { terminalConfig, test } from "./own-server.ts";
import { AsyncEvents } from "./pages/async-events.ts";
import { AsyncSettings } from "./pages/async-settings.ts";
import { QueuePage } from "./pages/queue-page.ts";

test("a success goes to an event bus, by a rule to a queue, and there to a terminal that waits for it", async ({ learner, server }) => {
  const { page } = learner;
  const config = terminalConfig(server.address);
  const [events, sqs] = [new EventBridgeClient(config), new SQSClient(config)];
  await learner.functions.create("orders", "Node.js 24.x");
  await new AsyncSettings(page, "orders").addSuccessBus("results");
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "orders-results" }));
  await events.send(new PutRuleCommand({ Name: "successes", EventBusName: "results", EventPattern: '{"source":["lambda"],"detail-type":[{"suffix":"Success"}]}' }));
  await events.send(new PutTargetsCommand({ Rule: "successes", EventBusName: "results", Targets: [{ Id: "queue", Arn: "arn:aws:sqs:us-east-1:123456789012:orders-results" }] }));

  // It asks before there is anything to have, and only once.
  const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20, VisibilityTimeout: 0 }));
  // Who looks meanwhile does not wait.
  const results = new QueuePage(page, "orders-results");
  await results.open();
  await results.poll();
  await expect(results.whyEmpty).toBeVisible({ timeout: 5_000 });
  await new AsyncEvents(page, "orders").send();
  const { Messages = [] } = await waiting;
  expect(JSON.parse(Messages[0]?.Body ?? "null")).toMatchObject({
    source: "lambda",
    "detail-type": "Lambda Function Invocation Result - Success",
    resources: ["arn:aws:events:us-east-1:123456789012:event-bus/results", "arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST"],
    detail: { requestContext: { condition: "Success" } },
  });

  await results.open();
  await results.poll();
  await expect(page.getByText("Event of EventBridge")).toBeVisible();
  await expect(results.bodies).toHaveText(/"condition": "Success"/);
});
