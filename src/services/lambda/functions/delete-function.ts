import type { DeleteFunctionRequest, DeleteFunctionResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change } from "../../tables.ts";
import { functionArn } from "../arn.ts";
import { dependentsOfFunction, dependentsOfQualifier, withoutServing } from "./dependents.ts";
import { conflict, functionNotFound, invalidParameter } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { aliasesOf, aliasKey, aliasUses, findVersion, isVersionNumber, LATEST, versionKey, versionsOf } from "../lookup.ts";

const DELETED: DeleteFunctionResponse = { StatusCode: 204 };

/**
 * DeleteFunction: the whole function with its versions and aliases, or one version by Qualifier. The counter of versions
 * stays: a function of the same name goes on counting where this one ended. Log groups stay too.
 */
export const deleteFunction: Operation<DeleteFunctionRequest, DeleteFunctionResponse> = (state, input, context) => {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, context, "DeleteFunction");
  if (isAwsError(reference)) return reference;
  const { name, qualifier } = reference;
  if (qualifier === LATEST) return invalidParameter("$LATEST version cannot be deleted without deleting the function.");
  if (qualifier !== null && !isVersionNumber(qualifier)) return invalidParameter("Deletion of aliases is not currently supported.");
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));

  const aliases = aliasesOf(state, name);
  if (qualifier !== null) {
    if (!findVersion(state, name, qualifier)) return { output: DELETED, changes: [] };
    const users = aliases.filter((alias) => aliasUses(alias, qualifier)).map((alias) => alias.name);
    if (users.length > 0) return conflict(`Unable to delete version because the following aliases reference it: [${users.join(", ")}]`);
    return {
      output: DELETED,
      changes: [
        { table: "lambda.versions", key: versionKey(name, qualifier), value: null },
        ...dependentsOfQualifier(state, name, qualifier),
        ...withoutServing(state, name, qualifier),
      ],
    };
  }
  const changes: Change[] = [
    { table: "lambda.functions", key: name, value: null },
    ...versionsOf(state, name).map((version): Change => ({ table: "lambda.versions", key: versionKey(name, version.version), value: null })),
    ...aliases.map((alias): Change => ({ table: "lambda.aliases", key: aliasKey(name, alias.name), value: null })),
    ...dependentsOfFunction(state, name),
  ];
  return { output: DELETED, changes };
};
