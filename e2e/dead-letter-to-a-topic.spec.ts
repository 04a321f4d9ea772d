import { expect, test } from "./fixtures.ts";
import { AsyncEvents } from "./pages/async-events.ts";
import { AsyncSettings } from "./pages/async-settings.ts";
import { ClockMenu } from "./pages/clock.ts";
import { QueuePage } from "./pages/queue-page.ts";
import { TopicPage } from "./pages/topic-page.ts";

const FAILING = `export const handler = async () => {
  throw new Error("the order has no number");
};
`;

const LISTENER = `export const handler = async ({ Records: [{ Sns }] }) => {
  console.log("HEARD", Sns.Subject, Sns.Message, Sns.MessageAttributes.colour.Value);
};
`;

test("a dead-letter queue that is a topic hands the failed event to the queue that is subscribed to it", async ({ learner }) => {
  test.setTimeout(240_000);
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  await learner.onFunction("orders").code.writeAndDeploy(FAILING);
  await new AsyncSettings(page, "orders").useNewDeadLetterTopic("orders-failed");

  // From the function to its topic, where nobody listens yet.
  await page.getByRole("link", { name: "orders-failed" }).click();
  await expect(page).toHaveURL(/#\/topics\/orders-failed$/);
  const topic = new TopicPage(page, "orders-failed");
  await expect(page.getByText("Nobody is subscribed", { exact: true })).toBeVisible();
  await expect(topic.sender("orders")).toContainText("Dead-letter queue");
  await topic.subscribeNewQueue("failed-orders");
  await expect(topic.subscription("failed-orders")).toContainText("The message in SNS's JSON");

  const events = new AsyncEvents(page, "orders");
  await events.send();
  await events.follow();
  await new ClockMenu(page).fastForward();
  await expect(events.lane).toHaveAccessibleName(/3 attempts\. Dead-lettered: the retry attempts were used up/, { timeout: 60_000 });

  const queue = new QueuePage(page, "failed-orders");
  await queue.open();
  await queue.poll();
  await expect(queue.bodies).toHaveCount(1);
  await expect(page.getByText("Notification of a topic")).toBeVisible();
  await expect(queue.bodies).toHaveText(/"Message": ".*key1.*value1/);
  await expect(queue.bodies).toHaveText(/"Value": "the order has no number"/);
});

test("what is published starts the function that is subscribed, and after the subscription is deleted it does not; the permission came and went with it", async ({ learner }) => {
  test.setTimeout(240_000);
  const { page } = learner;
  await learner.functions.create("listener", "Node.js 24.x");
  const listener = learner.onFunction("listener");
  await listener.code.writeAndDeploy(LISTENER);
  const topic = new TopicPage(page, "news");
  await topic.create();
  await topic.subscribeFunction("listener");
  await expect(topic.subscription("listener")).toContainText("An asynchronous invocation");
  await topic.publish({ subject: "Hello", body: "first message", attribute: ["colour", "red"] });

  await page.goto("./#/functions/listener?tab=monitoring&view=logs");
  await expect(page.getByText("HEARD Hello first message red").filter({ visible: true }).first()).toBeVisible({ timeout: 30_000 });
  const permission = page.getByRole("row").filter({ hasText: "sns.amazonaws.com" });
  await page.goto("./#/functions/listener?tab=configure&subtab=permissions");
  await expect(permission).toContainText("arn:aws:sns:us-east-1:123456789012:news");
  await page.goto("./#/functions/listener?tab=configure&subtab=triggers");
  await page.getByRole("link", { name: "news", exact: true }).click();

  await topic.unsubscribe("listener");
  await expect(page.getByText("Nobody is subscribed", { exact: true })).toBeVisible();
  await page.goto("./#/functions/listener?tab=configure&subtab=permissions");
  await expect(page.getByRole("heading", { name: /^Resource-based policy/ })).toBeVisible();
  await expect(permission).toHaveCount(0);

  await topic.open();
  await topic.delete();
  await expect(page.getByText("No topics", { exact: true })).toBeVisible();
  await page.goto("./#/topics/news");
  await expect(page.getByText("There is no topic news")).toBeVisible();
});
