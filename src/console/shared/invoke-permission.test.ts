import { expect, test } from "vitest";
import { invokedFunction, permissionSid } from "./invoke-permission.ts";

test("the Sid of a source's permission is one that AWS takes, and the same each time", () => {
  expect(permissionSid("arn:aws:s3:::my.photos")).toBe("lambdarium-s3---my-photos");
  expect(permissionSid(`arn:aws:sns:us-east-1:123456789012:${"t".repeat(256)}`)).toHaveLength(100);
});

test("a function's ARN names the function, and the version or alias where it has one", () => {
  expect(invokedFunction("arn:aws:lambda:us-east-1:123456789012:function:orders")).toEqual({ name: "orders", qualifier: undefined, accountId: "123456789012" });
  expect(invokedFunction("arn:aws:lambda:us-east-1:123456789012:function:orders:prod")).toEqual({ name: "orders", qualifier: "prod", accountId: "123456789012" });
});
