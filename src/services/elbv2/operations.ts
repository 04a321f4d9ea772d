import type { Operation } from "../operation.ts";
import { createListener, deleteListener, describeListeners, modifyListener } from "./operations/listeners.ts";
import { createLoadBalancer, deleteLoadBalancer, describeLoadBalancers } from "./operations/load-balancers.ts";
import { createRule, deleteRule, describeRules } from "./operations/rules.ts";
import { addTags, describeTags, removeTags } from "./operations/tags.ts";
import {
  createTargetGroup, deleteTargetGroup, describeTargetGroupAttributes, describeTargetGroups, modifyTargetGroupAttributes,
} from "./operations/target-groups.ts";
import { deregisterTargets, describeTargetHealth, registerTargets } from "./operations/targets.ts";

/** Elastic Load Balancing, as far as functions as targets need it. Names as in the service model. */
export const ELBV2_OPERATIONS = {
  AddTags: addTags,
  CreateListener: createListener,
  CreateLoadBalancer: createLoadBalancer,
  CreateRule: createRule,
  CreateTargetGroup: createTargetGroup,
  DeleteListener: deleteListener,
  DeleteLoadBalancer: deleteLoadBalancer,
  DeleteRule: deleteRule,
  DeleteTargetGroup: deleteTargetGroup,
  DeregisterTargets: deregisterTargets,
  DescribeListeners: describeListeners,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeRules: describeRules,
  DescribeTags: describeTags,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
  ModifyListener: modifyListener,
  ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
  RegisterTargets: registerTargets,
  RemoveTags: removeTags,
} satisfies Record<string, Operation<never, unknown>>;
