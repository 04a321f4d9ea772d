import { expect, test } from "./fixtures.ts";
import { ClockMenu } from "./pages/clock.ts";
import type { FunctionPage } from "./pages/function-page.ts";

const HANDLERS = {
  "Node.js 24.x": `export const handler = async (event, context) => {
  console.log("now");
  return [new Date().toISOString(), context.getRemainingTimeInMillis() > 0 && context.getRemainingTimeInMillis() <= 3000];
};
`,
  "Python 3.14": `import datetime

def lambda_handler(event, context):
    print("now")
    return [datetime.datetime.now(datetime.timezone.utc).isoformat(), 0 < context.get_remaining_time_in_millis() <= 3000]
`,
} as const;

/** How far the handler's time is ahead of this computer's, in hours; and that what is left of its time is not. */
async function hoursAhead(functionPage: FunctionPage): Promise<number> {
  const [told, remains] = JSON.parse(await functionPage.test.run()) as [string, boolean];
  expect(remains).toBe(true);
  return (Date.parse(told) - Date.now()) / 3_600_000;
}

for (const [runtime, source] of Object.entries(HANDLERS)) {
  test(`after the clock was moved on, a handler reads the cloud's time, warm or cold: ${runtime}`, async ({ learner }) => {
    test.slow();
    const { page } = learner;
    await learner.functions.create("clocked", runtime);
    const clocked = learner.onFunction("clocked");
    await clocked.code.writeAndDeploy(source);
    expect(Math.abs(await hoursAhead(clocked))).toBeLessThan(0.1);

    // The idle environment expires ten minutes later: that is what waits.
    await new ClockMenu(page).nextEvent();
    await expect(page.getByText(/The clock moved ahead by/).filter({ visible: true }).first()).toBeVisible();
    const cold = await hoursAhead(clocked);
    expect(cold).toBeGreaterThan(0.1);
    expect(Math.abs((await hoursAhead(clocked)) - cold)).toBeLessThan(0.1);
  });
}
