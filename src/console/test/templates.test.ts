import { expect, test } from "vitest";
import { TEMPLATES } from "./templates.ts";

test.each(TEMPLATES.map(({ id, read }) => [id, read] as const))("the template %s is JSON", async (_id, read) => {
  expect(JSON.parse(await read())).toBeTypeOf("object");
});

test("each template is the event of its own service", async () => {
  const read = async (id: string) => JSON.parse((await TEMPLATES.find((template) => template.id === id)?.read()) ?? "null");
  expect((await read("s3-put")).Records[0]).toMatchObject({ eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3: { object: { key: "photos/red+flower.jpg" } } });
  expect(await read("apigateway-aws-proxy")).toMatchObject({ httpMethod: "POST", resource: "/orders/{orderId}", stageVariables: null });
  expect(await read("apigateway-http-api-proxy")).toMatchObject({ version: "2.0", requestContext: { http: { method: "POST" } } });
  expect((await read("alb-request")).requestContext.elb.targetGroupArn).toContain(":targetgroup/");
  expect((await read("sqs-receive-message")).Records[0]).toMatchObject({ eventSource: "aws:sqs", body: "Hello from SQS!" });
  expect((await read("sns-notification")).Records[0]).toMatchObject({ EventSource: "aws:sns", Sns: { Type: "Notification" } });
  expect(await read("cloudwatch-scheduled-event")).toMatchObject({ source: "aws.events", "detail-type": "Scheduled Event", detail: {} });
});
