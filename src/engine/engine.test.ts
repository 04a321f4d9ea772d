import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue } from "./event-queue.ts";
import { randomStream } from "./random-stream.ts";
import { runUntil } from "./run-loop.ts";

// Many at one instant, many in one tick, across the wheel and beyond it, and what no tick can count.
const anyTime = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 3, noNaN: true }), fc.integer({ min: -9000, max: 20_000 }), fc.constantFrom(8191, 8192, 1e9, 1e18, 2e18, Number.POSITIVE_INFINITY));
const anyTick = fc.constantFrom(0.25, 1, 2, 1000);

describe("the event queue", () => {
  it("gives events in order of time, and at one instant in the order in which they were pushed", () => {
    fc.assert(
      fc.property(fc.array(anyTime), anyTick, (times, tickMs) => {
        const queue = new EventQueue(tickMs);
        times.forEach((time, index) => queue.push(time, index % 3, index));
        const popped: { time: number; kind: number; subject: number }[] = [];
        while (queue.pop()) popped.push({ time: queue.time, kind: queue.kind, subject: queue.subject });
        const expected = times
          .map((time, subject) => ({ time, kind: subject % 3, subject }))
          .toSorted((left, right) => byTime(left, right) || left.subject - right.subject);
        expect(popped).toEqual(expected);
      }),
    );
  });

  it("keeps the order when pushes, looks and pops are mixed, what is pushed for an instant before the last one popped included", () => {
    const anyStep = fc.oneof(
      fc.record({ what: fc.constant("push" as const), time: anyTime }),
      fc.record({ what: fc.constant("pop" as const), time: fc.oneof(anyTime, fc.constant(Number.POSITIVE_INFINITY)) }),
      fc.record({ what: fc.constant("look" as const), time: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 300, size: "max" }), anyTick, (steps, tickMs) => {
        const queue = new EventQueue(tickMs);
        let model: { time: number; subject: number }[] = [];
        steps.forEach(({ what, time }, index) => {
          const next = model[0];
          if (what === "push") {
            queue.push(time, 0, index + 1);
            model = [...model, { time, subject: index + 1 }].toSorted((left, right) => byTime(left, right) || left.subject - right.subject);
          } else if (what === "look") {
            expect([queue.length, queue.nextTime, queue.nextSubject]).toEqual([model.length, next?.time ?? Number.POSITIVE_INFINITY, next?.subject ?? 0]);
          } else {
            const due = next !== undefined && next.time <= time;
            expect(queue.pop(time)).toBe(due);
            if (!due) return;
            expect([queue.time, queue.subject]).toEqual([next.time, next.subject]);
            model.shift();
          }
        });
        while (queue.pop()) expect([queue.time, queue.subject]).toEqual(Object.values(model.shift()!));
        expect(model).toEqual([]);
      }),
    );
  });
});

/** Infinity less Infinity is no number. */
const byTime = (left: { time: number }, right: { time: number }): number => (left.time === right.time ? 0 : left.time - right.time);

describe("the run loop", () => {
  it("runs what is due up to the end, what a handler adds for its own instant included", () => {
    const queue = new EventQueue();
    for (const time of [1, 5, 6]) queue.push(time, 0, time);
    const ran: number[] = [];
    const count = runUntil(queue, 5, (time, kind, subject) => {
      ran.push(subject);
      if (kind === 0 && time === 5) queue.push(5, 1, 50);
    });
    expect(ran).toEqual([1, 5, 50]);
    expect(count).toBe(3);
    expect(queue.nextTime).toBe(6);
  });
});

describe("random streams", () => {
  it("reproduce a stream from its seed and name, and give another for any other seed or name", () => {
    const draws = (seed: string | number, name: string): number[] => {
      const stream = randomStream(seed, name);
      return Array.from({ length: 8 }, () => stream.next());
    };
    expect(draws(1, "routing")).toEqual(draws(1, "routing"));
    expect(draws(1, "routing")).not.toEqual(draws(2, "routing"));
    expect(draws(1, "routing")).not.toEqual(draws(1, "durations"));
    // The seed's end and the name's start cannot be mistaken for each other.
    expect(draws("a:", "b")).not.toEqual(draws("a", ":b"));
  });

  it("follow the reference implementation of xoshiro128**", async () => {
    const { RandomStream } = await import("./random-stream.ts");
    const stream = new RandomStream(1, 2, 3, 4);
    // First outputs of Blackman and Vigna's xoshiro128starstar.c for the state 1, 2, 3, 4.
    expect([stream.uint32(), stream.uint32(), stream.uint32(), stream.uint32()]).toEqual([11520, 0, 5927040, 70819200]);
  });

  it("are uniform: mean and variance of a million draws lie within four standard errors", () => {
    const stream = randomStream("uniformity", "draws");
    const n = 1_000_000;
    let sum = 0;
    let squares = 0;
    for (let index = 0; index < n; index++) {
      const draw = stream.next();
      sum += draw;
      squares += (draw - 0.5) ** 2;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 / Math.sqrt(12 * n));
    expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
  });

  it("are not correlated between names: neighbours' draws agree no more often than chance allows", () => {
    const n = 100_000;
    for (const [left, right] of [["arrivals", "routing"], ["stream-1", "stream-2"]] as const) {
      const a = randomStream(7, left);
      const b = randomStream(7, right);
      let product = 0;
      for (let index = 0; index < n; index++) product += (a.next() - 0.5) * (b.next() - 0.5);
      expect(Math.abs(product / n)).toBeLessThan((4 / 12) / Math.sqrt(n));
    }
  });
});
