import { expect, test } from "./fixtures.ts";
import { FunctionPage } from "./pages/function-page.ts";
import { StarvationPage } from "./pages/starvation-page.ts";

test("many users starve the others of concurrency, each sees its own error, and one click heals the picture", async ({ learner }) => {
  test.slow();
  const scene = new StarvationPage(learner.page);
  await scene.open();

  await expect(scene.clientsOf("alb")).toContainText("502 Bad Gateway");
  await expect(scene.clientsOf("api-gateway")).toContainText("500 Internal server error");
  await expect(scene.clientsOf("sdk")).toContainText("429 TooManyRequestsException: Rate Exceeded.", { timeout: 30_000 });
  await expect(scene.verdict("invoice-api and stock-report are starved")).toBeVisible({ timeout: 30_000 });

  await scene.reserveForTheFew();
  await expect(scene.verdict("The overload harms only its cause")).toBeVisible({ timeout: 30_000 });
  await expect(scene.clientsOf("api-gateway")).toContainText("Answers");
  await expect(scene.clientsOf("sdk")).toContainText("Answers");
  await expect(scene.clientsOf("alb")).toContainText("502 Bad Gateway");
  await expect(scene.picture).toHaveAccessibleName(/shop-front (7\d\d|800)/);
});

test("a reservation that leaves the account less than 100 is refused in AWS's words, and without the many users everybody is served", async ({ learner }) => {
  const scene = new StarvationPage(learner.page);
  await scene.open();
  await scene.reserve("shop-front", "901");
  await expect(scene.clientsOf("alb")).toContainText("decreases account's UnreservedConcurrentExecution below its minimum value of [100]");
  await scene.turnOff("alb");
  await expect(scene.verdict("Everybody is served")).toBeVisible({ timeout: 30_000 });
});

test("real handlers are sampled: what they take is what the modelled requests last, and a quicker one heals the picture", async ({ learner, context }) => {
  test.slow();
  const scene = new StarvationPage(learner.page);
  await scene.open();
  await expect(scene.clientsOf("alb")).toContainText("(modelled)");
  await scene.sampleThreeFunctions();
  await expect(scene.sampled("alb")).toContainText(/[1-9]\d* of its requests ran for real in shop-front/, { timeout: 60_000 });
  await expect(scene.clientsOf("alb")).toContainText(/Each runs about 1 s \(measured\)/);
  await expect(scene.verdict("invoice-api and stock-report are starved")).toBeVisible({ timeout: 60_000 });

  // In a tab of its own, as the link to the function opens it; the scene stands still meanwhile.
  const other = await context.newPage();
  const shop = new FunctionPage(other, "shop-front");
  await other.goto("./#/functions/shop-front");
  await shop.code.settled();
  await shop.code.writeAndDeploy("export const handler = async () => 'quick';\n");
  await other.close();
  await expect(scene.verdict("Everybody is served")).toBeVisible({ timeout: 90_000 });
});
