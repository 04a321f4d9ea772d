import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { PoolPanel } from "./pool-panel.tsx";
import { ProvisionedPanel } from "./provisioned-panel.tsx";
import { QuotaPanel } from "./quota-panel.tsx";
import { RecursionPanel } from "./recursion-panel.tsx";
import { ReservedPanel } from "./reserved-panel.tsx";
import { ScalingPanel } from "./scaling-panel.tsx";

/** Configuration > Concurrency and recursion detection. A version or an alias has provisioned concurrency alone. */
export function ConcurrencyPart({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  if (qualifier.kind !== "latest") {
    return (
      <SpaceBetween size="l">
        <Alert type="info" action={<Button href={href(functionRoute(name, { tab: "configure", subtab: "concurrency" }))}>Go to the function's</Button>}>
          Reserved concurrency belongs to the function as a whole; all its versions and aliases count together. Provisioned concurrency belongs to
          this {qualifier.kind}.
        </Alert>
        <ProvisionedPanel name={name} only={qualifier.value} />
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween size="l">
      <ReservedPanel name={name} />
      <PoolPanel name={name} />
      <ProvisionedPanel name={name} />
      <ScalingPanel name={name} />
      <RecursionPanel name={name} />
      <QuotaPanel />
    </SpaceBetween>
  );
}
