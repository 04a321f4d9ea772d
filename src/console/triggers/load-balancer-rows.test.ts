import { expect, test } from "vitest";
import { examplePath, hostOf, loadBalancerDetails, loadBalancerTriggers } from "./load-balancer-rows.ts";

const forward = (...arns: string[]) => [{ Type: "forward" as const, ForwardConfig: { TargetGroups: arns.map((TargetGroupArn) => ({ TargetGroupArn })) } }];
const described = [
  {
    loadBalancer: { LoadBalancerArn: "lb", DNSName: "web-1.us-east-1.elb.amazonaws.com" },
    listeners: [
      {
        listener: { ListenerArn: "listener", Port: 8080 },
        rules: [
          { RuleArn: "rule", Conditions: [{ Field: "path-pattern", Values: ["/a/*", "/b"] }, { Field: "http-request-method", HttpRequestMethodConfig: { Values: ["GET", "HEAD"] } }], Actions: forward("own", "also own") },
          { RuleArn: "other", Conditions: [{ Field: "host-header", Values: ["x"] }], Actions: forward("else") },
          { RuleArn: "default", IsDefault: true, Actions: [{ Type: "fixed-response" as const }] },
        ],
      },
    ],
  },
];

test("each forward to a target group of the function is its trigger, by a rule or a default", () => {
  const triggers = loadBalancerTriggers(described, new Set(["own", "also own"]));
  expect(triggers.map(({ id, targetGroupArn }) => [id, targetGroupArn])).toEqual([["rule", "own"], ["rule#1", "also own"]]);
  expect(loadBalancerDetails(triggers[0]!)).toBe("Port 8080; path /a/* or /b, method GET or HEAD");
  expect(loadBalancerTriggers(described, new Set())).toEqual([]);
});

test("its address has the port where that is not 80, and a path without wildcards", () => {
  const [trigger] = loadBalancerTriggers(described, new Set(["own"]));
  expect(hostOf(trigger!)).toBe("web-1.us-east-1.elb.amazonaws.com:8080");
  expect(hostOf({ dnsName: "web", port: 80 })).toBe("web");
  expect(examplePath(trigger!)).toBe("/a/");
  expect(examplePath({ paths: ["*.png"] })).toBe("/");
  expect(examplePath({ paths: [] })).toBe("/");
});
