/** A REST API with all that belongs to it. Table `apigateway.rest-apis`; key: its id. Times in epoch ms. */
export interface RestApiRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  /** Media types that are passed on in base64 instead of as text. */
  readonly binaryMediaTypes: readonly string[];
  readonly endpointType: "EDGE" | "REGIONAL";
  readonly tags: Readonly<Record<string, string>>;
  /** Nobody is served at `<api id>.execute-api…`. */
  readonly disableExecuteApiEndpoint: boolean;
  readonly createdAt: number;
  readonly rootResourceId: string;
  /** The root first; a parent before its children. */
  readonly resources: readonly RestResource[];
  readonly deployments: readonly RestDeployment[];
  readonly stages: readonly RestStage[];
}

export interface RestResource {
  readonly id: string;
  /** Null: it is the root. */
  readonly parentId: string | null;
  /** `books`, `{id}` or `{proxy+}`; empty for the root. */
  readonly pathPart: string;
  readonly path: string;
  readonly methods: readonly RestMethod[];
}

export interface RestMethod {
  /** `GET` …, or `ANY`. */
  readonly httpMethod: string;
  readonly operationName: string;
  /** Null: there is none yet; nothing can be deployed. */
  readonly integration: RestIntegration | null;
}

/** A Lambda function behind a method. */
export interface RestIntegration {
  /** The invocation address, as given. */
  readonly uri: string;
  readonly functionArn: string;
  /** Lambda is called by POST; with anything else, requests fail. */
  readonly httpMethod: string;
  readonly passthroughBehavior: string;
  readonly timeoutMs: number;
}

/** The methods and their integrations as they were at one instant. */
export interface RestDeployment {
  readonly id: string;
  readonly description: string;
  readonly createdAt: number;
  readonly binaryMediaTypes: readonly string[];
  readonly methods: readonly RestDeployedMethod[];
}

export interface RestDeployedMethod {
  readonly resourceId: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly integration: Pick<RestIntegration, "functionArn" | "httpMethod" | "timeoutMs">;
}

export interface RestStage {
  readonly stageName: string;
  readonly deploymentId: string;
  readonly description: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly lastUpdated: number;
}
