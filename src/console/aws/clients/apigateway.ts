import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import type { ClientConfig } from "../client-config.ts";

/** API Gateway has two APIs of its own: one for REST APIs, one for HTTP APIs. */
export interface ApiGatewayClients {
  readonly rest: APIGatewayClient;
  readonly http: ApiGatewayV2Client;
}

/** API Gateway, both flavours. */
export const apiGatewayClients = (config: ClientConfig): ApiGatewayClients => ({ rest: new APIGatewayClient(config), http: new ApiGatewayV2Client(config) });
