import type { Operation } from "../operation.ts";
import { getCallerIdentity } from "./operations/get-caller-identity.ts";

/** STS: who calls. Names as in the service model. */
export const STS_OPERATIONS = {
  GetCallerIdentity: getCallerIdentity,
} satisfies Record<string, Operation<never, unknown>>;
