import { expect, test } from "vitest";
import { arnName, pageQualifier } from "./arn-names.ts";

test("an ARN is named by its service and its last part, and leads to the page that the console has for it", () => {
  expect(arnName("arn:aws:sqs:us-east-1:123456789012:jobs-dlq")).toEqual({ service: "Amazon SQS", name: "jobs-dlq", href: "#/queues/jobs-dlq" });
  expect(arnName("arn:aws:s3:::photos")).toEqual({ service: "Amazon S3", name: "photos", href: "#/buckets/photos" });
  expect(arnName("arn:aws:lambda:us-east-1:123456789012:function:orders:prod")).toEqual({ service: "Lambda", name: "orders:prod", href: "#/functions/orders/aliases/prod?tab=code" });
  expect(arnName("arn:aws:sns:us-east-1:123456789012:news")).toEqual({ service: "Amazon SNS", name: "news", href: undefined });
  expect(arnName("arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly").name).toBe("nightly");
  expect(arnName("arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/0123456789abcdef")).toEqual({ service: "Elastic Load Balancing", name: "web", href: undefined });
  expect(arnName("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/orders/0123456789abcdef").name).toBe("orders");
});

test("what is no ARN is its own name", () => {
  expect(arnName("nonsense")).toEqual({ service: "Unknown", name: "nonsense", href: undefined });
});

test("digits are a version, other qualifiers an alias", () => {
  expect(pageQualifier("12")).toEqual({ kind: "version", value: "12" });
  expect(pageQualifier("prod")).toEqual({ kind: "alias", value: "prod" });
  expect(pageQualifier("$LATEST")).toEqual({ kind: "latest" });
  expect(pageQualifier(null)).toEqual({ kind: "latest" });
});
