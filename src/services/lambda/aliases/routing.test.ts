import { describe, expect, it } from "vitest";
import { randomStream } from "#engine/random-stream.ts";
import { TestAccount } from "#testing/test-account.ts";
import { chooseVersion, findTarget } from "./routing.ts";

function prodAt(weight: number): NonNullable<ReturnType<typeof findTarget>> {
  const aws = new TestAccount();
  aws.createFunction("orders", 2);
  aws.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { 2: weight } } });
  return findTarget(aws.state, "orders", "prod")!;
}

describe("weighted routing", () => {
  // Four standard deviations of the exact binomial distribution on either side.
  it.each([
    [1000, 0.1, 64, 140],
    [1000, 0.5, 437, 563],
    [10_000, 0.1, 882, 1122],
    [10_000, 0.5, 4800, 5200],
    [1_000_000, 0.1, 98_802, 101_202],
  ])("gives of %d requests at weight %d between %d and %d to the additional version", (requests, weight, least, most) => {
    const target = prodAt(weight);
    const stream = randomStream("weights", "routing");
    let additional = 0;
    for (let index = 0; index < requests; index++) if (chooseVersion(target, stream.next()).version === "2") additional++;
    expect(additional).toBeGreaterThanOrEqual(least);
    expect(additional).toBeLessThanOrEqual(most);
  });

  it("at weight 0 gives all to the main version, at weight 1 all to the additional one, whatever is drawn", () => {
    const almostOne = 1 - 2 ** -53;
    for (const draw of [0, 0.5, almostOne]) {
      expect(chooseVersion(prodAt(0), draw).version).toBe("1");
      expect(chooseVersion(prodAt(1), draw).version).toBe("2");
    }
  });

  it("goes by the request, not in turns: two equal versions do not alternate", () => {
    const target = prodAt(0.5);
    const stream = randomStream("turns", "routing");
    const served = Array.from({ length: 100 }, () => chooseVersion(target, stream.next()).version).join("");
    expect(served).not.toMatch(/^(12)+1?$|^(21)+2?$/);
    expect(served).toMatch(/11/);
  });
});
