import { utf8 } from "../bytes.ts";
import type { Endpoint, EndpointAnswer, EndpointCall, EndpointRequest } from "../http-endpoint.ts";
import { md5Hex } from "../md5.ts";
import type { OperationContext } from "../operation.ts";
import type { State } from "../tables.ts";
import { lambdaEvent } from "./lambda-event.ts";
import { lambdaAnswer } from "./lambda-response.ts";
import { errorPage, textAnswer } from "./load-balancer-answers.ts";
import { listenersOf, rulesOf } from "./lookup.ts";
import type { ActionRecord, ListenerRecord, WeightedTargetGroup } from "./records.ts";
import { matchesAll } from "./rule-matching.ts";
import { INVOKING_SERVICE } from "./service-principal.ts";

/** Bytes of a request's body that a function can get at most. */
export const MAX_REQUEST_BYTES = 1024 * 1024;

/**
 * The load balancers of an account, by their DNS names: the port chooses the listener, the first rule that matches (else the
 * default) says what is done.
 */
export const loadBalancerEndpoint: Endpoint = (state, request, context) => {
  const [, name = "", port = "80"] = /^(.*?)(?::(\d{1,5}))?$/.exec(request.host) ?? [];
  const loadBalancer = [...state["elbv2.load-balancers"].values()].find(({ dnsName }) => dnsName.toLowerCase() === name.toLowerCase());
  if (!loadBalancer) return undefined;
  const listener = listenersOf(state, loadBalancer.arn).find((one) => one.port === Number(port));
  // At AWS nobody answers there: the client's connection is refused. An HTTP answer can only say so.
  if (!listener) return answered(textAnswer(503, "text/plain", `No listener of the load balancer ${loadBalancer.name} has port ${port}. At AWS the connection would be refused.\n`));
  const rule = rulesOf(state, listener.arn).find(({ conditions }) => matchesAll(conditions, request));
  return perform(state, rule?.action ?? listener.defaultAction, request, listener, context);
};

function perform(state: State, action: ActionRecord, request: EndpointRequest, listener: ListenerRecord, context: OperationContext): EndpointCall {
  if (action.kind === "fixed-response") return answered(textAnswer(action.statusCode, action.contentType, action.body));
  const group = state["elbv2.target-groups"].get(drawn(action.targetGroups, request.requestId) ?? "");
  if (!group || group.functionArn === null) return answered(errorPage(503));
  if (request.body.length > MAX_REQUEST_BYTES) return answered(errorPage(413));
  return {
    kind: "invoke",
    functionArn: group.functionArn,
    payload: lambdaEvent(request, group, { port: listener.port, now: context.now }),
    service: INVOKING_SERVICE,
    sourceArn: group.arn,
    // The load balancer waits until the function answers or its own timeout is over.
    timeoutMs: null,
    answer: (outcome) => lambdaAnswer(outcome, group.multiValueHeaders),
  };
}

function answered(answer: EndpointAnswer): EndpointCall {
  return { kind: "answer", answer };
}

/**
 * The target group that gets a request, by weight; undefined where none has any. The request's own id is the draw, spread
 * evenly by a digest: an endpoint has no stream of chance.
 */
function drawn(targetGroups: readonly WeightedTargetGroup[], requestId: string): string | undefined {
  const total = targetGroups.reduce((sum, { weight }) => sum + weight, 0);
  let left = (Number.parseInt(md5Hex(utf8(requestId)).slice(0, 8), 16) / 2 ** 32) * total;
  for (const { arn, weight } of targetGroups) {
    if (left < weight) return arn;
    left -= weight;
  }
  return undefined;
}
