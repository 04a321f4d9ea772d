import Alert from "@cloudscape-design/components/alert";
import { useBuckets } from "../aws/bucket-queries.ts";
import { useBuses } from "../aws/bus-queries.ts";
import { useFunctions } from "../aws/lambda-queries.ts";
import { useQueues } from "../aws/queue-queries.ts";
import { useTopics } from "../aws/topic-queries.ts";
import { ArnLink } from "../shared/arn-link.tsx";
import { isMissing, serviceOf, type Known } from "./missing.ts";

/** Warns of a dead-letter queue or a destination that was deleted after it had been set: AWS keeps the setting, and drops the events. */
export function MissingAlert({ arns }: { arns: readonly (string | undefined)[] }) {
  const set = [...new Set(arns.filter((arn) => arn !== undefined && arn !== ""))] as string[];
  const wants = (service: keyof Known): boolean => set.some((arn) => serviceOf(arn) === service);
  const known: Known = {
    sqs: settled(useQueues(wants("sqs")))?.map(({ arn }) => arn),
    sns: settled(useTopics(wants("sns"))),
    events: settled(useBuses(wants("events"))),
    lambda: settled(useFunctions(wants("lambda")))?.flatMap(({ FunctionName }) => FunctionName ?? []),
    s3: settled(useBuckets(wants("s3")))?.map(({ name }) => name),
  };
  const missing = set.filter((arn) => isMissing(arn, known));
  if (missing.length === 0) return null;
  return (
    <Alert type="warning" header={missing.length === 1 ? "What is to take failed or finished events does not exist" : "Some of what is to take failed or finished events does not exist"}>
      {missing.map((arn) => <div key={arn}><ArnLink arn={arn} /> is set here, and is not in this account and Region (any more). Events that are to go there are lost: create it again, or choose another.</div>)}
    </Alert>
  );
}

/** An answer that is not being read anew: an older one may not know what was just created. */
function settled<T>({ data, isFetching }: { data: T | undefined; isFetching: boolean }): T | undefined {
  return isFetching ? undefined : data;
}
