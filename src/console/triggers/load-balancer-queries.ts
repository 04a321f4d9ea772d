import {
  DescribeListenersCommand, DescribeLoadBalancersCommand, DescribeRulesCommand, DescribeTargetHealthCommand, paginateDescribeTargetGroups,
  type ElasticLoadBalancingV2Client, type TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { useAwsQuery } from "../aws/operations.ts";
import { loadBalancerTriggers, type DescribedLoadBalancer, type LoadBalancerTrigger } from "./load-balancer-rows.ts";

/** What load balancers forward to a function, version or alias. `functionArn` empty: not known yet. */
export function useLoadBalancerTriggers(functionArn: string) {
  return useAwsQuery("elbv2", ["Triggers", functionArn], (client, signal) => readLoadBalancerTriggers(client, functionArn, signal), { enabled: functionArn !== "" });
}

/** By way of the target groups: only they know functions. */
export async function readLoadBalancerTriggers(client: ElasticLoadBalancingV2Client, functionArn: string, abortSignal?: AbortSignal): Promise<LoadBalancerTrigger[]> {
  const options = abortSignal ? { abortSignal } : {};
  const groups: TargetGroup[] = [];
  for await (const page of paginateDescribeTargetGroups({ client }, {})) groups.push(...(page.TargetGroups ?? []));
  const used = groups.filter(({ LoadBalancerArns = [] }) => LoadBalancerArns.length > 0);
  const own = await Promise.all(
    used.map(async (group) => {
      const { TargetHealthDescriptions = [] } = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: group.TargetGroupArn }), options);
      return TargetHealthDescriptions.some(({ Target }) => Target?.Id === functionArn) ? [group] : [];
    }),
  );
  const arns = [...new Set(own.flat().flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns))];
  const described = arns.length === 0 ? [] : await describe(client, arns, options);
  return loadBalancerTriggers(described, new Set(own.flat().map(({ TargetGroupArn = "" }) => TargetGroupArn)));
}

async function describe(client: ElasticLoadBalancingV2Client, LoadBalancerArns: string[], options: { abortSignal?: AbortSignal }): Promise<DescribedLoadBalancer[]> {
  const { LoadBalancers = [] } = await client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns }), options);
  return Promise.all(
    LoadBalancers.map(async (loadBalancer) => {
      const { Listeners = [] } = await client.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancer.LoadBalancerArn }), options);
      const listeners = await Promise.all(
        Listeners.map(async (listener) => ({ listener, rules: (await client.send(new DescribeRulesCommand({ ListenerArn: listener.ListenerArn }), options)).Rules ?? [] })),
      );
      return { loadBalancer, listeners };
    }),
  );
}
