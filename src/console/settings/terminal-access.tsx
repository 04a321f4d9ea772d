import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useSyncExternalStore } from "react";
import { ACCOUNT_ID, useCloud } from "../aws/cloud-context.tsx";
import { Copyable } from "../shared/copy.tsx";

/** How a terminal reaches the account of this tab, and whether it can. */
export function TerminalAccess() {
  const { cloud, region } = useCloud();
  const { connected, reached } = useSyncExternalStore((listener) => cloud.onBridge(listener), () => cloud.bridge());
  const offered = document.querySelector('meta[name="lambdarium-bridge"]') !== null;
  const { origin } = window.location;
  return (
    <Container header={<Header variant="h2" description="AWS CLI, boto3, Terraform and every SDK can work on the functions that this page shows.">Terminal access</Header>}>
      <SpaceBetween size="m">
        {reached ? (
          <StatusIndicator type="success">Terminals reach this browser while this page is open.</StatusIndicator>
        ) : connected ? (
          <SpaceBetween size="s" direction="horizontal" alignItems="center">
            <StatusIndicator type="warning">Terminals reach another browser of this computer.</StatusIndicator>
            <Button onClick={() => cloud.takeTerminals()}>Use this one</Button>
          </SpaceBetween>
        ) : offered ? (
          <StatusIndicator type="pending">Not connected: the server that gave this page does not answer. It is tried again by itself</StatusIndicator>
        ) : (
          <StatusIndicator type="info">Not offered: this page comes from a host that only serves files. Start Lambdarium with npm start to have it</StatusIndicator>
        )}
        {(connected || offered) && (
          <SpaceBetween size="s">
            <div><Copyable what="command line" text={`aws lambda list-functions --endpoint-url ${origin} --region ${region}`} /></div>
            <Box>
              Any credentials do; a 12-digit access key id chooses the account, else it is {ACCOUNT_ID}, the one of this page. If the CLI has none yet:
            </Box>
            <div><Copyable what="credentials" text={`export AWS_ACCESS_KEY_ID=${ACCOUNT_ID} AWS_SECRET_ACCESS_KEY=unused`} /></div>
            <div>
              <Copyable
                what="command line for an invocation"
                text={`aws lambda invoke --function-name my-function --payload '{}' --cli-binary-format raw-in-base64-out --endpoint-url ${origin} --region ${region} out.json`}
              />
            </div>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}
