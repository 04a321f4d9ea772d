/**
 * What a guest itself uses of the platform, as it was before any of the learner's code ran. Learner's code shares the Worker and may put
 * something else in the place of any global or method (a library of fake timers does so innocently): no clock, no message
 * and no event that the host is told of may then pass through what it put there.
 */
import type { FromGuest, ToGuest } from "./guest-protocol.ts";

export type Post = (message: FromGuest, transfer?: Transferable[]) => void;

type Getter = (this: unknown) => unknown;

const apply = Reflect.apply.bind(Reflect);
const own = (owner: object, name: string): Partial<Record<"get" | "value", Getter>> => Object.getOwnPropertyDescriptor(owner, name) ?? {};
const { get: dataOf } = own(MessageEvent.prototype, "data") as { get: Getter };
const { value: prevent } = own(Event.prototype, "preventDefault") as { value: Getter };

/** ms since the Worker began. */
export const ownNow: () => number = performance.now.bind(performance);

/** The way to send over a port. */
export const posterOf = (port: MessagePort): Post => port.postMessage.bind(port) as Post;

/** Hands each message of a port to `receive`, and the event, by which the port could be had, to nothing. */
export function listenTo(port: MessagePort, receive: (message: ToGuest) => void): void {
  port.onmessage = (event) => receive(apply(dataOf, event, []) as ToGuest);
}

/** Keeps an error of the learner's code from being reported as the Worker's own. */
export function preventDefault(event: Event): void {
  apply(prevent, event, []);
}
