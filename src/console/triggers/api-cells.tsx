import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import { Copyable } from "../shared/copy.tsx";
import { href } from "../shared/routes.ts";
import { addressPath, type ApiTrigger } from "./api-rows.ts";
import { triggerDetails } from "./trigger-rows.ts";

/** `API Gateway: orders-API`. */
export function ApiName({ trigger: { sourceArn, api } }: { trigger: ApiTrigger }) {
  return (
    <span title={sourceArn}>
      <Box variant="span" color="text-body-secondary">API Gateway: </Box>
      {api.name}
    </span>
  );
}

/** How it works, and an address for each stage: to copy, and to send a request to. */
export function ApiDetails({ trigger }: { trigger: ApiTrigger }) {
  return (
    <>
      <div>{triggerDetails(trigger)}</div>
      {trigger.stages.map(({ name }) => {
        const path = addressPath(trigger, name);
        return (
          <div key={name}>
            <Copyable what={`address of stage ${name}`} text={`https://${trigger.host}${path}`} />{" "}
            <Link href={href({ page: "http-client", host: trigger.host, path })} ariaLabel={`Send a request to stage ${name} of ${trigger.api.name}`}>Send a request</Link>
          </div>
        );
      })}
    </>
  );
}
