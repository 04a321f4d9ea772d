import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { ClientConfig } from "./client-config.ts";

/**
 * The services that stand around Lambda. Each has its client in a file of its own, fetched when a page first asks for it.
 * A service's name is the first word of its tables (`sqs.queues` → `sqs`): so a change there refetches what was read from it.
 */
const LOADERS = {
  sqs: async (config: ClientConfig) => (await import("./clients/sqs.ts")).sqsClient(config),
  sns: async (config: ClientConfig) => (await import("./clients/sns.ts")).snsClient(config),
  s3: async (config: ClientConfig) => (await import("./clients/s3.ts")).s3Client(config),
  scheduler: async (config: ClientConfig) => (await import("./clients/scheduler.ts")).schedulerClient(config),
  events: async (config: ClientConfig) => (await import("./clients/events.ts")).eventsClient(config),
  cloudwatch: async (config: ClientConfig) => (await import("./clients/cloudwatch.ts")).cloudWatchClient(config),
  autoscaling: async (config: ClientConfig) => (await import("./clients/autoscaling.ts")).autoScalingClient(config),
  apigateway: async (config: ClientConfig) => (await import("./clients/apigateway.ts")).apiGatewayClients(config),
  elbv2: async (config: ClientConfig) => (await import("./clients/elbv2.ts")).elbv2Client(config),
  quotas: async (config: ClientConfig) => (await import("./clients/quotas.ts")).quotasClient(config),
};

type Loaders = typeof LOADERS;

/** Every service that the console calls, with its client. */
export type Clients = { readonly lambda: LambdaClient; readonly logs: CloudWatchLogsClient } & {
  readonly [Service in keyof Loaders]: Awaited<ReturnType<Loaders[Service]>>;
};

/** A service's client; made on first use, one an account and Region. Rejects when its code cannot be fetched; the next call tries again. */
export type ClientOf = <Service extends keyof Clients>(service: Service) => Promise<Clients[Service]>;

/** @param eager the clients that the first page needs */
export function lazyClients(config: ClientConfig, eager: Pick<Clients, "lambda" | "logs">): ClientOf {
  const made = new Map<keyof Clients, Promise<unknown>>([
    ["lambda", Promise.resolve(eager.lambda)],
    ["logs", Promise.resolve(eager.logs)],
  ]);
  return <Service extends keyof Clients>(service: Service) => {
    let client = made.get(service);
    if (!client) {
      client = LOADERS[service as keyof Loaders](config);
      made.set(service, client);
      client.catch(() => made.delete(service));
    }
    return client as Promise<Clients[Service]>;
  };
}
