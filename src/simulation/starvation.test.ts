import fc from "fast-check";
import { expect, test } from "vitest";
import { Starvation, type CallerHistory } from "./starvation.ts";

const [ALB, GATEWAY, SDK] = [0, 1, 2] as const;

/** Requests that failed for the client, of those that ended in the last `seconds` whole seconds. */
function failedShare({ seconds }: CallerHistory, last: number): number {
  const window = seconds.slice(-1 - last, -1);
  const failed = window.reduce((sum, second) => sum + second.failed, 0);
  return failed / (failed + window.reduce((sum, second) => sum + second.served, 0));
}

test("without reservations, one caller's load throttles the others; a reservation each heals them, and leaves the load to its cause", () => {
  const scene = new Starvation("starve");
  scene.advance(40_000);
  const starved = scene.histories();
  expect(starved.map(({ caller }) => caller.way)).toEqual(["alb", "api-gateway", "sdk"]);
  // 2,520 erlang on 1,000: three in five are lost, whoever asks (the SDK tries three times, so that it loses less).
  expect(failedShare(starved[ALB]!, 20)).toBeGreaterThan(0.5);
  expect(failedShare(starved[GATEWAY]!, 20)).toBeGreaterThan(0.4);
  expect(failedShare(starved[SDK]!, 20)).toBeGreaterThan(0.02);

  scene.setReserved(GATEWAY, 100);
  scene.setReserved(SDK, 100);
  scene.advance(100_000);
  const healed = scene.histories();
  expect(failedShare(healed[GATEWAY]!, 30)).toBe(0);
  expect(failedShare(healed[SDK]!, 30)).toBe(0);
  expect(failedShare(healed[ALB]!, 30)).toBeGreaterThan(0.6);
  expect(healed[ALB]!.running).toBeLessThanOrEqual(800);
});

test("with little traffic nobody fails, and the first requests are the cold ones", () => {
  const scene = new Starvation("calm");
  scene.setRate(ALB, 50);
  scene.advance(30_000);
  expect(scene.histories().map((history) => failedShare(history, 20))).toEqual([0, 0, 0]);
  const { seconds } = scene.histories()[ALB]!;
  expect(seconds[0]!.coldStarts).toBeGreaterThan(0);
  expect(seconds.slice(-10).reduce((sum, { coldStarts }) => sum + coldStarts, 0)).toBeLessThan(10);
});

test("measured durations take the place of the modelled ones: a quicker handler leaves the others what they need", () => {
  const scene = new Starvation("sampled");
  scene.setDurations(ALB, [200, 300]);
  scene.advance(30_000);
  expect(scene.histories()[ALB]).toMatchObject({ durationMs: 250, measured: true });
  expect(scene.histories()[GATEWAY]).toMatchObject({ durationMs: 500, measured: false });
  expect(scene.histories().map((history) => failedShare(history, 20))).toEqual([0, 0, 0]);
  // 2,500 a second of 250 ms are 625 at a time.
  expect(scene.histories()[ALB]!.running).toBeGreaterThan(525);
  expect(scene.histories()[ALB]!.running).toBeLessThan(725);
  scene.setDurations(ALB, []);
  scene.advance(60_000);
  expect(failedShare(scene.histories()[ALB]!, 20)).toBeGreaterThan(0.5);
});

test("who watches for a caller's next request hears of that one alone, and how it fared", () => {
  const scene = new Starvation("watched");
  const heard: boolean[] = [];
  scene.watchNext(SDK, (admitted) => heard.push(admitted));
  scene.advance(5_000);
  expect(heard).toEqual([true]);
  scene.setReserved(SDK, 0);
  scene.watchNext(SDK, (admitted) => heard.push(admitted));
  scene.advance(10_000);
  expect(heard).toEqual([true, false]);
});

test("a rate of zero ends a caller's arrivals, and setting it again starts them", () => {
  const scene = new Starvation("switch");
  for (const caller of [ALB, GATEWAY, SDK]) scene.setRate(caller, 0);
  scene.advance(20_000);
  expect(scene.live.running).toBe(0);
  scene.setRate(SDK, 5);
  scene.advance(40_000);
  expect(scene.histories()[SDK]!.seconds.reduce((sum, { served }) => sum + served, 0)).toBeGreaterThan(0);
});

test("whatever is turned, what runs keeps to the limits, every cell belongs to one request, and a seed gives one run", () => {
  const turn = fc.oneof(
    fc.record({ turn: fc.constant("rate" as const), caller: fc.nat(2), value: fc.nat(400) }),
    fc.record({ turn: fc.constant("reserve" as const), caller: fc.nat(2), value: fc.integer({ min: -1, max: 30 }) }),
  );
  fc.assert(
    fc.property(fc.nat(), fc.array(turn, { maxLength: 12 }), (seed, turns) => {
      const runs = [0, 1].map(() => {
        const scene = new Starvation(seed, 100);
        for (const { turn: kind, caller, value } of turns) {
          if (kind === "rate") scene.setRate(caller, value);
          else scene.setReserved(caller, value);
          scene.advance(scene.now + 700);
          const held = [1, 2, 3].map((owner) => scene.cells.filter((cell) => cell === owner).length);
          const histories = scene.histories();
          expect(held).toEqual(histories.map(({ running }) => running));
          expect(scene.live.running).toBe(held[0]! + held[1]! + held[2]!);
          expect(scene.live.running).toBeLessThanOrEqual(100);
        }
        return scene.histories();
      });
      expect(runs[0]).toEqual(runs[1]);
    }),
    { numRuns: 40 },
  );
});
