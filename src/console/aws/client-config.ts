import type { Cloud } from "#cloud/connect.ts";

/** What every SDK client of the console is made with. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly requestHandler: Cloud["requestHandler"];
  readonly maxAttempts: number;
}

/** @param accountId 12 digits: as an access key id they choose the account */
export function clientConfig(cloud: Cloud, accountId: string, region: string): ClientConfig {
  return {
    region,
    // Any address does: the request handler hands the request to the Worker of this tab.
    endpoint: "http://lambdarium.invalid",
    credentials: { accessKeyId: accountId, secretAccessKey: "not-a-secret" },
    requestHandler: cloud.requestHandler,
    maxAttempts: 1,
  };
}
