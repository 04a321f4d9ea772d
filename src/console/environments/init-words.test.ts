import { expect, test } from "vitest";
import { initDetails, initText } from "./init-words.ts";

const init = { initMs: 373.3, initFailed: false, startMs: 1671.6, endedAt: null };

test("an init is as long as its log says, and what the browser took beside it has a name of its own", () => {
  expect(initText(init)).toBe("373.3 ms");
  expect(initDetails(init)).toBe("373.3 ms; before it the browser took 1,672 ms to start the Worker, which no log line counts");
  expect(initDetails({ ...init, startMs: 40 })).toBe("373.3 ms");
});

test("an init that failed says so, and one that did not end has no figure", () => {
  expect(initText({ ...init, initFailed: true, initMs: 12 })).toBe("Failed after 12 ms");
  expect([null, 9].map((endedAt) => initDetails({ ...init, initMs: null, startMs: null, endedAt }))).toEqual(["Under way", "Never finished"]);
});
