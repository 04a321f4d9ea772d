import { expect, test } from "./fixtures.ts";
import { AsyncEvents } from "./pages/async-events.ts";
import { ClockMenu } from "./pages/clock.ts";
import { Concurrency } from "./pages/concurrency.ts";
import { SettingsPage } from "./pages/settings-page.ts";

const CODE = `export const handler = async () => "never reached";
`;

/** `4 min 16 s`, `5 min`, `1.2 s` in seconds. */
function secondsOf(text: string): number {
  const part = (unit: string): number => Number(new RegExp(`([\\d.]+) ${unit}(?![a-z])`).exec(text)?.[1] ?? 0);
  return part("min") * 60 + part("s");
}

test("a throttled event is tried 80 times in six hours, at growing distances, and fast-forward shows it in order", async ({ learner }) => {
  test.setTimeout(300_000);
  const { page } = learner;
  await new SettingsPage(page).setDial("Preparation of provisioned concurrency (seconds)", "0");
  await learner.functions.create("patient", "Node.js 24.x");
  const patient = learner.onFunction("patient");
  await patient.code.writeAndDeploy(CODE);
  await patient.publish();
  await expect(page).toHaveURL(/versions\/1/);
  await patient.aliases.create("prod", "1");

  // All of a reservation of 1 is provisioned for the alias: nothing is left for $LATEST, ever.
  const concurrency = new Concurrency(page, "patient");
  await concurrency.typeReservation("1");
  await concurrency.save();
  await concurrency.saved();
  await concurrency.open();
  await concurrency.provision("prod", "1");
  await expect(concurrency.row("prod")).toContainText("Ready", { timeout: 60_000 });

  const events = new AsyncEvents(page, "patient");
  await events.send();
  await events.follow();
  await expect(events.lane).toHaveAccessibleName(/Waiting for its next attempt/);
  await new ClockMenu(page).fastForward();
  await expect(events.lane).toHaveAccessibleName(/80 attempts\. Dropped: it reached its maximum age/, { timeout: 120_000 });

  await expect(events.attempts).toHaveCount(80);
  expect(new Set(await events.column("Outcome"))).toEqual(new Set(["Throttled"]));
  // A busy machine wakes late, never early: no wait is shorter than the rule's, and none reaches the next step.
  const waits = (await events.column("Waited before")).slice(1).map(secondsOf);
  for (const [index, waited] of waits.entries()) {
    const least = Math.min(2 ** index, 300);
    expect(waited, `the wait before attempt ${index + 2}`).toBeGreaterThanOrEqual(least);
    expect(waited, `the wait before attempt ${index + 2}`).toBeLessThan(2 * least);
  }
  expect(waits.filter((waited) => waited >= 300)).toHaveLength(70);
  // 21,511 s after it was accepted, to the second.
  expect((await events.column("After acceptance")).at(-1)).toBe("5 h 58 min 31 s");

  // Time goes on from there: it never runs backwards.
  await new ClockMenu(page).realTime();
  await page.reload();
  await expect(events.lane).toHaveAccessibleName(/80 attempts/, { timeout: 60_000 });
});
