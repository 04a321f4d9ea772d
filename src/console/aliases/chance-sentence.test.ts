import { expect, test } from "vitest";
import { chanceSentence } from "./chance-sentence.ts";

const split = (share: number) => [{ version: "1", share: 1 - share }, { version: "2", share }];

test("the sentence names the counts that chance allows at so many invocations", () => {
  expect(chanceSentence(split(0.5), 10)).toBe("Of 10 invocations at 50%, chance alone gives version 2 between 2 and 8, 19 times out of 20.");
  expect(chanceSentence(split(0.5), 100, 57)).toBe("Of 100 invocations at 50%, chance alone gives version 2 between 40 and 60, 19 times out of 20: 57 is normal.");
  expect(chanceSentence(split(0.5), 100, 61)).toContain("61 is more than chance alone easily explains");
  expect(chanceSentence(split(0.1), 1000)).toContain("version 2 between 82 and 119,");
});

test("a split that leaves nothing to chance says so", () => {
  for (const share of [0, 1]) expect(chanceSentence(split(share), 10)).toContain("Nothing is left to chance");
  expect(chanceSentence([{ version: "$LATEST", share: 1 }], 10)).toContain("Nothing is left to chance");
});
