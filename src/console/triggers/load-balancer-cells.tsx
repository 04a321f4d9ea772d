import Link from "@cloudscape-design/components/link";
import { arnName } from "../shared/arn-names.ts";
import { Copyable } from "../shared/copy.tsx";
import { href } from "../shared/routes.ts";
import { examplePath, hostOf, loadBalancerDetails, type LoadBalancerTrigger } from "./load-balancer-rows.ts";

/** Which requests of a load balancer come here, and an address of one: to copy, and to send a request to. */
export function LoadBalancerDetails({ trigger }: { trigger: LoadBalancerTrigger }) {
  const [host, path] = [hostOf(trigger), examplePath(trigger)];
  return (
    <>
      <div>{loadBalancerDetails(trigger)}</div>
      <Copyable what="address" text={`http://${host}${path}`} />{" "}
      <Link href={href({ page: "http-client", host, path })} ariaLabel={`Send a request to port ${trigger.port} of ${arnName(trigger.sourceArn).name}`}>Send a request</Link>
    </>
  );
}
