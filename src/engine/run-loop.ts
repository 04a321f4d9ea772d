import type { EventQueue } from "./event-queue.ts";

/**
 * Runs events in order until the queue is empty or the next one lies after `until`; an event at `until` still runs.
 * `handle` may push further events, at its own instant too: they run after what was already due then. Returns how many ran.
 */
export function runUntil(queue: EventQueue, until: number, handle: (time: number, kind: number, subject: number) => void): number {
  let count = 0;
  while (queue.pop(until)) {
    handle(queue.time, queue.kind, queue.subject);
    count++;
  }
  return count;
}
