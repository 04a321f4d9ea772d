import type { Learner } from "./fixtures.ts";
import type { FunctionPage } from "./pages/function-page.ts";

/** A handler that answers with this text. */
export const answering = (text: string): string => `export const handler = async () => ${JSON.stringify(text)};\n`;

/** Creates the function `orders` with version 1, which answers `one`, and version 2, which answers `two`; version 2's page is open. */
export async function twoVersions(learner: Learner): Promise<FunctionPage> {
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.writeAndDeploy(answering("one"));
  await orders.publish();
  await orders.open();
  await orders.code.writeAndDeploy(answering("two"));
  await orders.publish();
  return orders;
}
