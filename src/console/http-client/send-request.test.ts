import { expect, test } from "vitest";
import { sendRequest } from "./send-request.ts";

test("a request leaves with each of its headers as often as the form has it", async () => {
  const sent: unknown[] = [];
  const cloud = { send: (request: unknown) => (sent.push(request), Promise.resolve({ status: 200, headers: {}, body: new Uint8Array() })) };
  const headers = [["x-a", "1"], ["X-A", "2"]] as const;
  await sendRequest(cloud as never, "a1.execute-api.us-east-1.amazonaws.com", { method: "GET", target: "/a/../b", headers }, () => 0);
  expect(sent).toEqual([{ method: "GET", path: "/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com/a/../b", headers }]);
});
