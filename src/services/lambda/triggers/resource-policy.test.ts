import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";

const STALE =
  "PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id";
const statement = { Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" };
let aws: TestAccount;
beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction("orders", 1);
  aws.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
});

const ofFunction = (Qualifier?: string): string | undefined => aws.must("GetFunction", { FunctionName: "orders", Qualifier }).Configuration?.RevisionId;
const ofAlias = (): string | undefined => aws.must("GetAlias", { FunctionName: "orders", Name: "prod" }).RevisionId;

describe("the RevisionId of a policy", () => {
  it.each([
    ["the function's", undefined, ofFunction],
    ["its version's", "1", () => ofFunction("1")],
    ["its alias's", "prod", ofAlias],
  ] as const)("is %s, and each change of the policy changes it", (_whose, Qualifier, current) => {
    const target = { FunctionName: "orders", Qualifier };
    const seen = [current()];
    aws.must("AddPermission", { ...target, ...statement, StatementId: "one" });
    seen.push(current());
    expect(aws.must("GetPolicy", target).RevisionId).toBe(seen[1]);
    expect(aws.refusal("AddPermission", { ...target, ...statement, StatementId: "two", RevisionId: seen[0] })).toBe(STALE);
    aws.must("AddPermission", { ...target, ...statement, StatementId: "two", RevisionId: seen[1] });
    seen.push(current());
    expect(aws.refusal("RemovePermission", { ...target, StatementId: "two", RevisionId: seen[1] })).toBe(STALE);
    aws.must("RemovePermission", { ...target, StatementId: "two", RevisionId: seen[2] });
    seen.push(current());
    expect(aws.must("GetPolicy", target).RevisionId).toBe(seen[3]);
    expect(new Set(seen).size).toBe(4);
  });

  it("of the function is another one after a publish, whose version has a policy and a RevisionId of its own", () => {
    aws.must("AddPermission", { FunctionName: "orders", ...statement, StatementId: "one" });
    const before = aws.must("GetPolicy", { FunctionName: "orders" }).RevisionId;
    aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 4 });
    const { RevisionId } = aws.must("PublishVersion", { FunctionName: "orders" });
    const after = aws.must("GetPolicy", { FunctionName: "orders" }).RevisionId;
    expect(after).toBe(ofFunction());
    expect(new Set([before, RevisionId, after]).size).toBe(3);
    expect(aws.refusal("GetPolicy", { FunctionName: "orders", Qualifier: "2" })).toBe("ResourceNotFoundException: The resource you requested does not exist.");
  });
});
