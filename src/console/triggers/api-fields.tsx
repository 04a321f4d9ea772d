import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listApis, stageNames } from "../aws/api-queries.ts";
import { useAwsQuery } from "../aws/operations.ts";
import type { SourceFieldsProps } from "./source-fields.tsx";
import { defaultApiName, NEW_STAGE } from "./trigger-fields.ts";

/** A new API or one that is there; its type, name, stage; who may call it. */
export function ApiFields(props: SourceFieldsProps & { readonly name: string }) {
  const { name, fields, set } = props;
  return (
    <SpaceBetween size="l">
      <FormField label="Intent">
        <RadioGroup
          value={fields.apiIntent}
          onChange={({ detail }) => set({ apiIntent: detail.value === "use" ? "use" : "create" })}
          items={[
            { value: "create", label: "Create a new API", description: `With the stage ${NEW_STAGE}, which leads ANY /${name} to the function.` },
            { value: "use", label: "Use existing API", description: `ANY /${name} of it is led to the function.` },
          ]}
        />
      </FormField>
      {fields.apiIntent === "create" ? <NewApi {...props} /> : <ExistingApi {...props} />}
      <FormField label="Security" description="IAM and JWT authorizers are not simulated: nothing is signed or verified here.">
        <RadioGroup value="open" items={[{ value: "open", label: "Open", description: "Everybody who knows the address may call it." }]} />
      </FormField>
    </SpaceBetween>
  );
}

function NewApi({ name, fields, problems, set }: SourceFieldsProps & { readonly name: string }) {
  return (
    <SpaceBetween size="l">
      <FormField label="API type">
        <RadioGroup
          value={fields.apiType}
          onChange={({ detail }) => set({ apiType: detail.value === "REST" ? "REST" : "HTTP" })}
          items={[
            { value: "HTTP", label: "HTTP API", description: "Payload format 2.0; any JSON is an answer. A throttled call shows as 503." },
            { value: "REST", label: "REST API", description: "Payload format 1.0; the answer must have its statusCode, headers and body in place. A throttled call shows as 500." },
          ]}
        />
      </FormField>
      <FormField label={<>API name <i>- optional</i></>} errorText={problems.apiName}>
        <Input value={fields.apiName} placeholder={defaultApiName(name)} spellcheck={false} onChange={({ detail }) => set({ apiName: detail.value })} />
      </FormField>
    </SpaceBetween>
  );
}

function ExistingApi({ fields, problems, set }: SourceFieldsProps) {
  const apis = useAwsQuery("apigateway", ["ApisWithStages"], async (clients) => Promise.all((await listApis(clients)).map(async (api) => ({ api, stages: await stageNames(clients, api) }))));
  const { api } = fields;
  const names = apis.data?.find((one) => one.api.id === api?.id)?.stages ?? [];
  return (
    <SpaceBetween size="l">
      <FormField label="API" errorText={problems.api}>
        <Select
          selectedOption={api === null ? null : { value: api.id, label: api.name, description: `${api.type} API ${api.id}` }}
          options={(apis.data ?? []).map(({ api: { id, name, type } }) => ({ value: id, label: name, description: `${type} API ${id}` }))}
          placeholder="Choose an API"
          empty="There is no API in this Region yet."
          statusType={apis.isError ? "error" : apis.isPending ? "loading" : "finished"}
          loadingText="Loading APIs"
          errorText={apis.error?.message ?? ""}
          recoveryText="Try again"
          onLoadItems={() => apis.isError && void apis.refetch()}
          onChange={({ detail }) => {
            const chosen = apis.data?.find((one) => one.api.id === detail.selectedOption.value);
            set({ api: chosen?.api ?? null, apiStage: chosen?.stages[0] ?? NEW_STAGE });
          }}
        />
      </FormField>
      {api !== null && (
        <FormField label="Deployment stage" description={names.length === 0 ? `The API has no stage yet: ${NEW_STAGE} is made.` : undefined}>
          <Select
            selectedOption={{ value: fields.apiStage, label: fields.apiStage }}
            options={(names.length === 0 ? [NEW_STAGE] : names).map((value) => ({ value, label: value }))}
            onChange={({ detail }) => set({ apiStage: detail.selectedOption.value ?? NEW_STAGE })}
          />
        </FormField>
      )}
      {api !== null && <Alert type="info">The API is deployed to the stage, with whatever else was changed in it since its last deployment.</Alert>}
    </SpaceBetween>
  );
}
