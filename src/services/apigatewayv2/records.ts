/** An HTTP API with all that belongs to it. Table `apigateway.http-apis`; key: its id. Times in epoch ms. */
export interface HttpApiRecord {
  readonly apiId: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Nobody is served at `<api id>.execute-api…`. */
  readonly disableExecuteApiEndpoint: boolean;
  readonly createdAt: number;
  readonly integrations: readonly HttpIntegration[];
  readonly routes: readonly HttpRoute[];
  readonly stages: readonly HttpStage[];
  readonly deployments: readonly HttpDeployment[];
}

/** A Lambda function as a route's target. */
export interface HttpIntegration {
  readonly integrationId: string;
  /** As given: the function's ARN, or its invocation address. */
  readonly uri: string;
  readonly functionArn: string;
  readonly payloadFormatVersion: "1.0" | "2.0";
  readonly timeoutMs: number;
  readonly description: string;
  /** Made by quick create. */
  readonly managed: boolean;
}

export interface HttpRoute {
  readonly routeId: string;
  /** `GET /items/{id}`, `ANY /x/{proxy+}` or `$default`. */
  readonly routeKey: string;
  /** Null: there is none yet; requests fail. */
  readonly integrationId: string | null;
  readonly operationName: string;
  readonly managed: boolean;
}

export interface HttpStage {
  readonly stageName: string;
  readonly autoDeploy: boolean;
  /** What it serves; null: nothing yet. */
  readonly deploymentId: string | null;
  readonly description: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly lastUpdated: number;
  readonly managed: boolean;
}

/** The routes and their integrations as they were at one instant. */
export interface HttpDeployment {
  readonly deploymentId: string;
  readonly description: string;
  readonly createdAt: number;
  /** By a change, for stages that deploy by themselves. */
  readonly automatic: boolean;
  readonly routes: readonly HttpDeployedRoute[];
}

export interface HttpDeployedRoute {
  readonly routeKey: string;
  readonly integration: Pick<HttpIntegration, "functionArn" | "payloadFormatVersion" | "timeoutMs"> | null;
}
