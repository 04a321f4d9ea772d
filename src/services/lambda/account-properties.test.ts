import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../aws-error.ts";
import type { VersionRecord } from "./records.ts";

// Many runs of many steps: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Commands that a client may send in any order; most of them are refused now and then, which is part of the point. */
type Command =
  | { do: "create"; name: string; publish: boolean }
  | { do: "code"; name: string; code: string; publish: boolean }
  | { do: "configure"; name: string; memory: number; role: string }
  | { do: "publish"; name: string; description: string | undefined }
  | { do: "alias"; name: string; alias: string; target: string; weights: Record<string, number> | undefined; update: boolean }
  | { do: "unalias"; name: string; alias: string }
  | { do: "delete"; name: string; qualifier: string | undefined }
  | { do: "wait"; ms: number };

const name = fc.constantFrom("orders", "users");
const version = fc.constantFrom("$LATEST", "1", "2", "3", "4", "5");
const alias = fc.constantFrom("dev", "prod");
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant("create" as const), name, publish: fc.boolean() }),
  fc.record({ do: fc.constant("code" as const), name, code: fc.constantFrom("a", "b", "c"), publish: fc.boolean() }),
  fc.record({ do: fc.constant("configure" as const), name, memory: fc.constantFrom(128, 256), role: fc.constantFrom("r", "s") }),
  fc.record({ do: fc.constant("publish" as const), name, description: fc.constantFrom(undefined, "one", "two") }),
  fc.record({
    do: fc.constant("alias" as const), name, alias, target: version, update: fc.boolean(),
    weights: fc.option(fc.dictionary(version, fc.constantFrom(0, 0.1, 1, 2), { maxKeys: 2 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant("unalias" as const), name, alias }),
  fc.record({ do: fc.constant("delete" as const), name, qualifier: fc.option(version, { nil: undefined }) }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 500, 2000) }),
);

function run(aws: TestAccount, step: Command): void {
  switch (step.do) {
    case "create":
      aws.call("CreateFunction", { FunctionName: step.name, Role: "arn:aws:iam::123456789012:role/r", Runtime: "python3.14", Handler: "a.b", Code: {}, Publish: step.publish }, "a");
      break;
    case "code":
      aws.call("UpdateFunctionCode", { FunctionName: step.name, Publish: step.publish }, step.code);
      break;
    case "configure":
      aws.call("UpdateFunctionConfiguration", { FunctionName: step.name, MemorySize: step.memory, Role: `arn:aws:iam::123456789012:role/${step.role}` });
      break;
    case "publish":
      aws.call("PublishVersion", { FunctionName: step.name, Description: step.description });
      break;
    case "alias":
      aws.call(step.update ? "UpdateAlias" : "CreateAlias", {
        FunctionName: step.name, Name: step.alias, FunctionVersion: step.target,
        ...(step.weights && { RoutingConfig: { AdditionalVersionWeights: step.weights } }),
      });
      break;
    case "unalias":
      aws.call("DeleteAlias", { FunctionName: step.name, Name: step.alias });
      break;
    case "delete":
      aws.call("DeleteFunction", { FunctionName: step.name, Qualifier: step.qualifier });
      break;
    default:
      aws.now += step.ms;
  }
}

/** What must hold after every command, with what held before it. */
function check(aws: TestAccount, seen: Map<string, VersionRecord>, counters: Map<string, number>): void {
  const { state } = aws;
  for (const [function_, { last }] of state["lambda.version-counters"]) {
    expect(last, "numbers only grow").toBeGreaterThanOrEqual(counters.get(function_) ?? 0);
    counters.set(function_, last);
  }
  for (const [key, record] of state["lambda.versions"]) {
    expect(state["lambda.functions"].has(record.functionName), "a version belongs to a function").toBe(true);
    if (record.version === "$LATEST") continue;
    expect(Number(record.version), "no version beyond the counter").toBeLessThanOrEqual(counters.get(record.functionName) ?? 0);
    const before = seen.get(key);
    // A number that was given out once means this one version for ever: never changed, never given to another.
    if (before) expect(record).toBe(before);
    seen.set(key, record);
  }
  for (const record of state["lambda.aliases"].values()) {
    const targets = [record.functionVersion, ...Object.keys(record.additionalVersionWeights ?? {})];
    for (const target of targets) expect(state["lambda.versions"].has(`${record.functionName}:${target}`), "an alias's target exists").toBe(true);
    expect(targets.length).toBeLessThanOrEqual(2);
    if (targets.length === 2) expect(targets).not.toContain("$LATEST");
    for (const weight of Object.values(record.additionalVersionWeights ?? {})) expect(weight >= 0 && weight <= 1).toBe(true);
  }
  for (const function_ of state["lambda.functions"].keys()) expect(state["lambda.versions"].has(`${function_}:$LATEST`)).toBe(true);
}

describe("an account, whatever commands it gets", () => {
  it("gives out growing numbers once, never changes a published version, and never loses an alias's target", () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 60, size: "max" }), fc.constantFrom(0, 400), (commands, transitionMs) => {
        const aws = new TestAccount();
        aws.settings = { ...aws.settings, pendingMs: transitionMs, updateMs: transitionMs };
        const seen = new Map<string, VersionRecord>();
        const counters = new Map<string, number>();
        for (const step of commands) {
          run(aws, step);
          check(aws, seen, counters);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("lists everything once, page by page, whatever the size of a page", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9_-]{1,8}$/), { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), fc.boolean(), (names, MaxItems, all) => {
        const aws = new TestAccount();
        names.forEach((each, index) => aws.createFunction(each, index % 4));
        const found: string[] = [];
        let Marker: string | undefined;
        do {
          const page = aws.must("ListFunctions", { MaxItems, Marker, ...(all && { FunctionVersion: "ALL" }) });
          expect(page.Functions!.length).toBeLessThanOrEqual(MaxItems);
          found.push(...page.Functions!.map((listed) => `${listed.FunctionName}:${listed.Version}`));
          Marker = page.NextMarker;
        } while (Marker !== undefined);
        const expected = [...aws.state["lambda.versions"].keys()].filter((key) => all || key.endsWith(":$LATEST"));
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it("neither skips nor repeats, while a client pages, what was there all the time", () => {
    const aws = new TestAccount();
    for (const each of ["a", "b", "c", "d", "e"]) aws.createFunction(each);
    const first = aws.must("ListFunctions", { MaxItems: 2 });
    aws.must("DeleteFunction", { FunctionName: "b" });
    aws.createFunction("aa");
    const second = aws.must("ListFunctions", { MaxItems: 10, Marker: first.NextMarker });
    expect(second.Functions!.map((listed) => listed.FunctionName)).toEqual(["c", "d", "e"]);
    expect(isAwsError(aws.call("ListFunctions", { Marker: "made up" }))).toBe(true);
  });
});
