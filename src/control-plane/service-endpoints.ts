import { restApiEndpoint } from "#services/api-gateway/endpoint.ts";
import { httpApiEndpoint } from "#services/apigatewayv2/endpoint.ts";
import { loadBalancerEndpoint } from "#services/elbv2/endpoint.ts";
import type { Endpoint } from "#services/http-endpoint.ts";

/** Every service with public addresses. A host belongs to one of them at most. */
export const ENDPOINTS: readonly Endpoint[] = [httpApiEndpoint, restApiEndpoint, loadBalancerEndpoint];
