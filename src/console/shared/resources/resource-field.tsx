import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { useBuckets } from "../../aws/bucket-queries.ts";
import { useBuses } from "../../aws/bus-queries.ts";
import { useFunctions } from "../../aws/lambda-queries.ts";
import { useQueues } from "../../aws/queue-queries.ts";
import { useTopics } from "../../aws/topic-queries.ts";
import { arnName } from "../arn-names.ts";
import { CreateResourceDialog } from "./create-resource-dialog.tsx";
import type { ResourceKind } from "./resource-kinds.ts";

/** What can be chosen: a thing of the account, by ARN. */
export type TargetKind = ResourceKind | "function";

interface ResourceFieldProps {
  readonly kind: TargetKind;
  readonly label: string;
  readonly description?: string;
  /** Empty: nothing is chosen yet. */
  readonly arn: string;
  readonly errorText: string | undefined;
  /** A function that may not be chosen. */
  readonly except?: string;
  readonly onChange: (arn: string) => void;
}

/** Chooses a queue, topic, bucket, event bus or function of the account; what is not there yet can be made on the spot. */
export function ResourceField({ kind, label, description, arn, errorText, except, onChange }: ResourceFieldProps) {
  const { arns, isPending, isError, error, refetch } = useArns(kind);
  const [creating, setCreating] = useState(false);
  const options = arns.filter((candidate) => arnName(candidate).name !== except).map((value) => ({ value, label: arnName(value).name }));
  const known = arn === "" || options.some(({ value }) => value === arn);
  return (
    <>
      <FormField
        label={label}
        description={description}
        errorText={errorText}
        {...(kind === "function" ? {} : { secondaryControl: <Button formAction="none" onClick={() => setCreating(true)}>{`Create ${kind}`}</Button> })}
      >
        <Select
          selectedOption={arn === "" ? null : { value: arn, label: arnName(arn).name, ...(known ? {} : { description: "does not exist (any more)" }) }}
          options={options}
          placeholder={`Choose a ${kind}`}
          filteringType={options.length > 10 ? "auto" : "none"}
          empty={kind === "function" ? "There is no other function in this Region." : `There is no ${kind} in this Region yet.`}
          statusType={isError ? "error" : isPending ? "loading" : "finished"}
          loadingText={`Loading ${kind === "bus" ? "buses" : `${kind}s`}`}
          errorText={error?.message ?? ""}
          recoveryText="Try again"
          onLoadItems={() => isError && void refetch()}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
        />
      </FormField>
      {kind !== "function" && (
        <CreateResourceDialog
          kind={kind}
          visible={creating}
          onDismiss={() => setCreating(false)}
          onCreated={(made) => {
            setCreating(false);
            onChange(made);
          }}
        />
      )}
    </>
  );
}

function useArns(kind: TargetKind) {
  const queues = useQueues(kind === "queue");
  const topics = useTopics(kind === "topic");
  const buckets = useBuckets(kind === "bucket");
  const buses = useBuses(kind === "bus");
  const functions = useFunctions(kind === "function");
  switch (kind) {
    case "queue":
      return { ...queues, arns: queues.data?.map(({ arn }) => arn) ?? [] };
    case "topic":
      return { ...topics, arns: topics.data ?? [] };
    case "bucket":
      return { ...buckets, arns: buckets.data?.map(({ name }) => `arn:aws:s3:::${name}`) ?? [] };
    case "bus":
      return { ...buses, arns: buses.data ?? [] };
    case "function":
      return { ...functions, arns: functions.data?.map(({ FunctionArn = "" }) => FunctionArn) ?? [] };
  }
}
