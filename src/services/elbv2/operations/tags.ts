import type {
  AddTagsInput, DescribeTagsInput, DescribeTagsOutput, RemoveTagsInput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation, Outcome } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { loadBalancerNotFound } from "../errors.ts";
import { findListener, findLoadBalancer, findRule, findTargetGroup } from "../lookup.ts";
import { named } from "../paging.ts";
import type { Tags } from "../records.ts";
import { tagList, withTags } from "../tags.ts";

/** Something that carries tags, and how it is kept with others. */
interface Tagged {
  readonly arn: string;
  readonly tags: Tags;
  readonly keep: (tags: Tags) => Change;
}

/** AddTags to load balancers, target groups, listeners and rules. */
export const addTags: Operation<AddTagsInput, Record<string, never>> = (state, input) => changed(state, input.ResourceArns, (tags) => withTags(tags, input.Tags));

/** RemoveTags. */
export const removeTags: Operation<RemoveTagsInput, Record<string, never>> = (state, input) =>
  changed(state, input.ResourceArns, (tags) => Object.fromEntries(Object.entries(tags).filter(([key]) => !input.TagKeys?.includes(key))));

/** DescribeTags. */
export const describeTags: Operation<DescribeTagsInput, DescribeTagsOutput> = (state, input) => {
  const resources = named(input.ResourceArns ?? [], (arn) => tagged(state, arn));
  return isAwsError(resources) ? resources : { output: { TagDescriptions: resources.map(({ arn, tags }) => ({ ResourceArn: arn, Tags: tagList(tags) })) }, changes: [] };
};

function changed(state: State, arns: readonly string[] | undefined, change: (tags: Tags) => Tags | AwsError): Outcome<Record<string, never>> {
  const changes: Change[] = [];
  for (const arn of new Set(arns)) {
    const resource = tagged(state, arn);
    if (isAwsError(resource)) return resource;
    const tags = change(resource.tags);
    if (isAwsError(tags)) return tags;
    changes.push(resource.keep(tags));
  }
  return { output: {}, changes };
}

function tagged(state: State, arn: string): Tagged | AwsError {
  switch (arn.split(":")[5]?.split("/")[0]) {
    case "targetgroup": {
      const record = findTargetGroup(state, arn);
      return isAwsError(record) ? record : { ...record, keep: (tags) => ({ table: "elbv2.target-groups", key: arn, value: { ...record, tags } }) };
    }
    case "listener": {
      const record = findListener(state, arn);
      return isAwsError(record) ? record : { ...record, keep: (tags) => ({ table: "elbv2.listeners", key: arn, value: { ...record, tags } }) };
    }
    case "listener-rule": {
      const record = findRule(state, arn);
      return isAwsError(record) ? record : { ...record, keep: (tags) => ({ table: "elbv2.rules", key: arn, value: { ...record, tags } }) };
    }
    case "loadbalancer": {
      const record = findLoadBalancer(state, arn);
      return isAwsError(record) ? record : { ...record, keep: (tags) => ({ table: "elbv2.load-balancers", key: arn, value: { ...record, tags } }) };
    }
    default:
      return loadBalancerNotFound(arn);
  }
}
