/** Whom a function's resource-based policy must let in, for the ARN of the target group. */
export const INVOKING_SERVICE = "elasticloadbalancing.amazonaws.com";
