import { paginateDescribeLoadBalancers, type LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { useAwsQuery } from "./operations.ts";

/** All load balancers of the account in this Region, by name. */
export function useLoadBalancers() {
  return useAwsQuery("elbv2", ["DescribeLoadBalancers"], async (client) => {
    const all: LoadBalancer[] = [];
    for await (const page of paginateDescribeLoadBalancers({ client }, {})) all.push(...(page.LoadBalancers ?? []));
    return all
      .map(({ LoadBalancerArn = "", LoadBalancerName = "", DNSName = "" }) => ({ arn: LoadBalancerArn, name: LoadBalancerName, dnsName: DNSName }))
      .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  });
}
