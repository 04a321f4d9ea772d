import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AsyncBacklog, NO_EVENT, nextToRead } from "./async-backlog.ts";

const always = (): boolean => true;
const queueOf = (name: string) => ({ name, backlog: new AsyncBacklog() });

describe("a queue of asynchronous events", () => {
  it("is read from its head on, and not behind a head that backs off", () => {
    const queue = queueOf("orders");
    for (const event of [7, 8]) queue.backlog.add(event, event);
    expect(nextToRead([queue], 10, always)).toBe(queue);
    expect(queue.backlog.head).toBe(7);
    queue.backlog.backOff(1010);
    expect(nextToRead([queue], 1009, always)).toBeNull();
    expect(nextToRead([queue], 1010, always)).toBe(queue);
    queue.backlog.leave();
    expect(queue.backlog.head).toBe(8);
    expect(nextToRead([queue], 1010, always)).toBe(queue);
    queue.backlog.leave();
    expect([queue.backlog.head, queue.backlog.length, nextToRead([queue], 9e9, always)]).toEqual([NO_EVENT, 0, null]);
  });

  it("whose head backs off is read when something became free and there is room; without room its back-off goes on", () => {
    const queue = queueOf("orders");
    queue.backlog.add(1, 0);
    queue.backlog.backOff(1000);
    queue.backlog.isFreed = true;
    expect(nextToRead([queue], 5, () => false)).toBeNull();
    // What became free is taken: it counts once.
    expect(nextToRead([queue], 5, always)).toBeNull();
    queue.backlog.isFreed = true;
    expect(nextToRead([queue], 5, always)).toBe(queue);
    expect(nextToRead([queue], 1000, () => false)).toBe(queue);
  });

  it("lets an older event, whose wait after an error is over, come before its head", () => {
    const { backlog } = queueOf("orders");
    backlog.add(2, 20);
    backlog.backOff(5000);
    backlog.add(1, 10);
    expect([backlog.head, backlog.dueAt]).toEqual([1, Number.NEGATIVE_INFINITY]);
    backlog.leave();
    expect(backlog.head).toBe(2);
  });

  it("waits with others for the oldest head of all, loses no event and reads none twice, whatever is refused", () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("add" as const), queue: fc.nat(2), age: fc.nat(1000) }),
      fc.record({ do: fc.constant("read" as const), room: fc.nat(3) }),
      fc.record({ do: fc.constant("free" as const) }),
      fc.record({ do: fc.constant("wait" as const), ms: fc.nat(2000) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: "max" }), (steps) => {
        const queues = ["a", "b", "c"].map((name) => ({ ...queueOf(name), waiting: new Map<number, number>() }));
        let now = 1000;
        let last = 0;
        for (const action of steps) {
          if (action.do === "add") {
            const { backlog, waiting } = queues[action.queue]!;
            waiting.set(++last, now - action.age);
            backlog.add(last, now - action.age);
          } else if (action.do === "free") for (const { backlog } of queues) backlog.isFreed = backlog.length > 0;
          else if (action.do === "wait") now += action.ms;
          else {
            let room = action.room;
            for (let queue = nextToRead(queues, now, () => room > 0); queue !== null; queue = nextToRead(queues, now, () => room > 0)) {
              const { backlog, waiting } = queue;
              expect(waiting.get(backlog.head)).toBe(Math.min(...waiting.values()));
              if (room-- > 0) {
                waiting.delete(backlog.head);
                backlog.leave();
              } else backlog.backOff(now + 1000);
            }
            // Whoever is left backs off, and no head that could have run is among them.
            for (const { backlog } of queues) expect(backlog.dueAt).toBeGreaterThan(now);
          }
          for (const { backlog, waiting } of queues) {
            expect(backlog.length).toBe(waiting.size);
            expect(backlog.since).toBe(Math.min(Number.POSITIVE_INFINITY, ...waiting.values()));
          }
        }
      }),
    );
  });
});
