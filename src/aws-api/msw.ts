import { http, type HttpHandler } from "msw";
import type { AwsApi } from "./handler.ts";

/**
 * The AWS API as MSW request handlers, for `setupServer` (tests) and `setupWorker` (the page, when its calls shall show
 * in the browser's Network panel).
 *
 * @param address which requests are AWS's; a page that must also load itself gives AWS's addresses only
 */
export function awsRequestHandlers(api: Pick<AwsApi, "handle">, address: string | RegExp = "*"): HttpHandler[] {
  return [http.all(address, ({ request }) => api.handle(request))];
}
