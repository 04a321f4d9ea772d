import { expect, test } from "./fixtures.ts";
import { Concurrency } from "./pages/concurrency.ts";
import { HttpClient } from "./pages/http-client.ts";
import { LoadBalancerTriggers } from "./pages/load-balancer-triggers.ts";

const CODE = `export const handler = async (event) => {
  if (event.path === "/orders/bad") throw new Error("no such order");
  return { statusCode: 200, headers: { "Content-Type": "text/plain" }, body: \`\${event.httpMethod} \${event.path} by \${event.requestContext.elb.targetGroupArn.split("/")[1]}\` };
};
`;

test("a load balancer carries requests to a function; its clients see 502 where the function throws or is throttled", async ({ learner }) => {
  test.setTimeout(180_000);
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  await learner.onFunction("orders").code.writeAndDeploy(CODE);
  const triggers = new LoadBalancerTriggers(page, "orders");
  await triggers.addLoadBalancer({ isNew: true, name: "web" });
  await expect(triggers.row("web")).toContainText("Port 80; requests that no rule is for");
  const host = await triggers.hostOf("web");
  expect(host).toMatch(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/);

  const client = await triggers.toAddressOf("web");
  await client.send("200 OK", "/orders/1");
  await expect(client.answer).toHaveText("GET /orders/1 by orders");
  await expect(page.getByText("awselb/2.0")).toBeVisible();
  await client.send("502 Bad Gateway", "/orders/bad");
  await expect(client.answer).toContainText("<center><h1>502 Bad Gateway</h1></center>");
  await expect(page.getByText(/^The function was throttled, failed, took too long/)).toBeVisible();

  const concurrency = new Concurrency(page, "orders");
  await concurrency.typeReservation("0");
  await concurrency.save();
  await concurrency.saved();
  await client.open(host);
  await client.send("502 Bad Gateway", "/orders/1");
  await concurrency.useUnreserved();
  await client.open(host);
  await client.send("200 OK", "/orders/1");

  // The permission came with the trigger, and both go with it.
  await page.goto("./#/functions/orders?tab=configure&subtab=permissions");
  await expect(page.getByRole("row").filter({ hasText: "elasticloadbalancing.amazonaws.com" })).toContainText(":targetgroup/orders/");
  await triggers.open();
  await triggers.delete("web", /so is the load balancer when it was its last one/);
  await expect(triggers.row("web")).toHaveCount(0);
  await client.open(host);
  await client.send("421 Misdirected Request", "/orders/1");
});

test("one load balancer has two functions by path, one of them by its alias", async ({ learner }) => {
  test.setTimeout(180_000);
  const { page } = learner;
  for (const name of ["orders", "users"]) {
    await learner.functions.create(name, "Node.js 24.x");
    await learner.onFunction(name).code.writeAndDeploy(CODE);
  }
  const users = learner.onFunction("users");
  await users.publish();
  await users.aliases.create("prod", "1");
  await new LoadBalancerTriggers(page, "orders").addLoadBalancer({ isNew: true, name: "web", port: "8080", path: "/orders/*" });
  const ofAlias = new LoadBalancerTriggers(page, "users", "aliases/prod");
  await ofAlias.addLoadBalancer({ isNew: false, name: "web", port: "8080", path: "/users/*" });
  await expect(ofAlias.row("web")).toContainText("Port 8080; path /users/*");
  const host = await ofAlias.hostOf("web");

  const client = await ofAlias.toAddressOf("web");
  await client.send("200 OK", "/users/1");
  await expect(client.answer).toHaveText("GET /users/1 by users-prod");
  await client.send("200 OK", "/orders/1");
  await expect(client.answer).toHaveText("GET /orders/1 by orders");
  await client.send("404 Not Found", "/else");
  await expect(client.answer).toHaveText("No rule of this listener is for this path.");
  await ofAlias.open();
  await ofAlias.delete("web", /where nothing else needs them/);
  await new HttpClient(page).open(host);
  await client.send("404 Not Found", "/users/1");
  await client.send("200 OK", "/orders/1");
});
