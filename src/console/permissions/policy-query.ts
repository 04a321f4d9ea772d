import { GetPolicyCommand } from "@aws-sdk/client-lambda";
import { useAwsQuery } from "../aws/operations.ts";
import { apiQualifier, type PageQualifier } from "../shared/routes.ts";
import { statementsOf, type Statement } from "./policy.ts";

/** GetPolicy of the function, or of one version or alias; none at all is an empty list. */
export function useStatements(name: string, qualifier: PageQualifier) {
  const at = apiQualifier(qualifier);
  return useAwsQuery("lambda", ["GetPolicy", name, at ?? null], async (client, abortSignal): Promise<Statement[]> => {
    try {
      return statementsOf((await client.send(new GetPolicyCommand({ FunctionName: name, Qualifier: at }), { abortSignal })).Policy);
    } catch (error) {
      // 404 has two meanings; a missing function is met by whoever reads its configuration.
      if ((error as Error).name === "ResourceNotFoundException") return [];
      throw error;
    }
  });
}
