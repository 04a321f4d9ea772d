import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LineOutput } from "./output.ts";

test("a text becomes its lines, however its bytes arrive", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }).filter((line) => !line.includes("\n"))), fc.array(fc.nat()), (lines, cuts) => {
      const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
      const heard: string[] = [];
      const output = new LineOutput((line) => heard.push(line));
      const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
      for (const [index, from] of places.slice(0, -1).entries()) output.write(bytes.subarray(from, places[index + 1]));
      output.flush();
      // The decoder takes a byte order mark at the very beginning for what it is.
      expect(heard.map((line) => line.replace(/^\uFEFF/, ""))).toEqual(lines.map((line) => line.replace(/^\uFEFF/, "")));
    }),
  );
});

test("a last line without a newline is heard at the flush, once", () => {
  const heard: string[] = [];
  const output = new LineOutput((line) => heard.push(line));
  output.write(new TextEncoder().encode("a\nrest"));
  expect(heard).toEqual(["a"]);
  output.flush();
  output.flush();
  expect(heard).toEqual(["a", "rest"]);
});
