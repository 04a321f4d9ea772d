import { expect, test } from "vitest";
import { BroadcastChannel } from "./broadcast-channel.ts";

const next = (channel: BroadcastChannel): Promise<unknown> => new Promise((resolve) => (channel.onmessage = ({ data }) => resolve(data)));

test("a message reaches the other channels of its name, as a copy, and neither its sender nor another name", async () => {
  const [speaker, listener, other] = [new BroadcastChannel("a"), new BroadcastChannel("a"), new BroadcastChannel("b")];
  const strays: unknown[] = [];
  speaker.onmessage = other.onmessage = ({ data }) => strays.push(data);
  const said = { n: 1 };
  const heard = next(listener);
  speaker.postMessage(said);
  said.n = 2;
  expect(await heard).toEqual({ n: 1 });
  const again = next(listener);
  speaker.postMessage("again");
  expect(await again).toBe("again");
  expect(strays).toEqual([]);
  for (const channel of [speaker, listener, other]) channel.close();
});

test("a closed channel says and hears nothing", async () => {
  const [speaker, closed, open] = [new BroadcastChannel("c"), new BroadcastChannel("c"), new BroadcastChannel("c")];
  const strays: unknown[] = [];
  closed.onmessage = ({ data }) => strays.push(data);
  closed.close();
  expect(() => closed.postMessage("x")).toThrow(expect.objectContaining({ name: "InvalidStateError" }) as Error);
  const heard = next(open);
  speaker.postMessage("y");
  expect(await heard).toBe("y");
  expect(strays).toEqual([]);
  for (const channel of [speaker, open]) channel.close();
});

test("what cannot be copied is refused where it is said", () => {
  const channel = new BroadcastChannel("d");
  expect(() => channel.postMessage(() => undefined)).toThrow(expect.objectContaining({ name: "DataCloneError" }) as Error);
  channel.close();
});

test("a listener that is set anew takes the place of the one before", async () => {
  const [speaker, listener] = [new BroadcastChannel("e"), new BroadcastChannel("e")];
  const first: unknown[] = [];
  listener.onmessage = ({ data }) => first.push(data);
  const heard = next(listener);
  speaker.postMessage("z");
  expect(await heard).toBe("z");
  expect(first).toEqual([]);
  for (const channel of [speaker, listener]) channel.close();
});
