import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useLoadBalancers } from "../aws/load-balancer-queries.ts";
import type { LoadBalancerFields } from "./load-balancer-fields.ts";

interface LoadBalancerFormProps {
  readonly fields: LoadBalancerFields;
  readonly problems: Partial<Record<keyof LoadBalancerFields, string>>;
  readonly set: (change: Partial<LoadBalancerFields>) => void;
}

const NEW = { value: "", label: "Create a new load balancer" } as const;

/** A new load balancer or one that is there, its port, and a path. */
export function LoadBalancerForm({ fields, problems, set }: LoadBalancerFormProps) {
  const { data = [], isPending, isError, error, refetch } = useLoadBalancers();
  const options = [NEW, ...data.map(({ arn, name, dnsName }) => ({ value: arn, label: name, description: dnsName }))];
  return (
    <SpaceBetween size="l">
      <FormField label="Load balancer">
        <Select
          selectedOption={options.find(({ value }) => value === fields.loadBalancerArn) ?? { value: fields.loadBalancerArn, label: fields.loadBalancerArn, description: "does not exist (any more)" }}
          options={options}
          statusType={isError ? "error" : isPending ? "loading" : "finished"}
          loadingText="Loading load balancers"
          errorText={error?.message ?? ""}
          recoveryText="Try again"
          onLoadItems={() => isError && void refetch()}
          onChange={({ detail }) => set({ loadBalancerArn: detail.selectedOption.value ?? "" })}
        />
      </FormField>
      {fields.loadBalancerArn === "" && (
        <FormField label="Load balancer name" description="Its DNS name begins with it." errorText={problems.loadBalancerName}>
          <Input value={fields.loadBalancerName} spellcheck={false} onChange={({ detail }) => set({ loadBalancerName: detail.value })} />
        </FormField>
      )}
      <FormField label="Listener port" description="HTTP. A listener that is not there is made." constraintText="1 to 65535." errorText={problems.listenerPort}>
        <Input type="number" inputMode="numeric" value={fields.listenerPort} onChange={({ detail }) => set({ listenerPort: detail.value })} />
      </FormField>
      <FormField
        label={<>Path pattern <i>- optional</i></>}
        description="A rule for these paths only. Without it the function gets every request of the port that no rule is for."
        errorText={problems.pathPattern}
      >
        <Input value={fields.pathPattern} placeholder="/api/*" spellcheck={false} onChange={({ detail }) => set({ pathPattern: detail.value })} />
      </FormField>
      <Alert type="info">
        A target group with this function is made with it, and the permission that Elastic Load Balancing needs to invoke the function. The function answers with an object of statusCode, headers and body; anything else is a 502 for the client.
      </Alert>
    </SpaceBetween>
  );
}
