import type { Operation } from "../operation.ts";
import { addPermission } from "./triggers/add-permission.ts";
import { createAlias } from "./aliases/create-alias.ts";
import { createEventSourceMapping } from "./triggers/create-event-source-mapping.ts";
import { createFunction } from "./functions/create-function.ts";
import { deleteAlias } from "./aliases/delete-alias.ts";
import { deleteEventSourceMapping } from "./triggers/delete-event-source-mapping.ts";
import { deleteFunctionConcurrency } from "./concurrency/delete-function-concurrency.ts";
import { deleteFunctionEventInvokeConfig } from "./async/delete-function-event-invoke-config.ts";
import { deleteFunction } from "./functions/delete-function.ts";
import { deleteProvisionedConcurrencyConfig } from "./provisioned/delete-provisioned-concurrency-config.ts";
import { getAccountSettings } from "./concurrency/get-account-settings.ts";
import { getAlias } from "./aliases/get-alias.ts";
import { getEventSourceMapping } from "./triggers/get-event-source-mapping.ts";
import { getFunctionConcurrency } from "./concurrency/get-function-concurrency.ts";
import { getFunctionConfiguration } from "./functions/get-function-configuration.ts";
import { getFunctionEventInvokeConfig } from "./async/get-function-event-invoke-config.ts";
import { getFunctionRecursionConfig } from "./async/get-function-recursion-config.ts";
import { getFunction } from "./functions/get-function.ts";
import { getPolicy } from "./triggers/get-policy.ts";
import { getProvisionedConcurrencyConfig } from "./provisioned/get-provisioned-concurrency-config.ts";
import { listAliases } from "./aliases/list-aliases.ts";
import { listEventSourceMappings } from "./triggers/list-event-source-mappings.ts";
import { listFunctionEventInvokeConfigs } from "./async/list-function-event-invoke-configs.ts";
import { listFunctions } from "./functions/list-functions.ts";
import { listProvisionedConcurrencyConfigs } from "./provisioned/list-provisioned-concurrency-configs.ts";
import { listTags } from "./tags/list-tags.ts";
import { listVersionsByFunction } from "./versions/list-versions-by-function.ts";
import { publishVersion } from "./versions/publish-version.ts";
import { putFunctionConcurrency } from "./concurrency/put-function-concurrency.ts";
import { putFunctionEventInvokeConfig } from "./async/put-function-event-invoke-config.ts";
import { putFunctionRecursionConfig } from "./async/put-function-recursion-config.ts";
import { putProvisionedConcurrencyConfig } from "./provisioned/put-provisioned-concurrency-config.ts";
import { removePermission } from "./triggers/remove-permission.ts";
import { tagResource } from "./tags/tag-resource.ts";
import { untagResource } from "./tags/untag-resource.ts";
import { updateAlias } from "./aliases/update-alias.ts";
import { updateEventSourceMapping } from "./triggers/update-event-source-mapping.ts";
import { updateFunctionCode } from "./functions/update-function-code.ts";
import { updateFunctionConfiguration } from "./functions/update-function-configuration.ts";
import { updateFunctionEventInvokeConfig } from "./async/update-function-event-invoke-config.ts";

/**
 * Lambda's operations by their names in the service model. Invoke is not here: it waits for a handler, so the control
 * plane drives it, with the rules of `invocation.ts`.
 */
export const LAMBDA_OPERATIONS = {
  AddPermission: addPermission,
  CreateAlias: createAlias,
  CreateEventSourceMapping: createEventSourceMapping,
  CreateFunction: createFunction,
  DeleteAlias: deleteAlias,
  DeleteEventSourceMapping: deleteEventSourceMapping,
  DeleteFunction: deleteFunction,
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
  DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
  DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig,
  GetAccountSettings: getAccountSettings,
  GetAlias: getAlias,
  GetEventSourceMapping: getEventSourceMapping,
  GetFunction: getFunction,
  GetFunctionConcurrency: getFunctionConcurrency,
  GetFunctionConfiguration: getFunctionConfiguration,
  GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
  GetFunctionRecursionConfig: getFunctionRecursionConfig,
  GetPolicy: getPolicy,
  GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig,
  ListAliases: listAliases,
  ListEventSourceMappings: listEventSourceMappings,
  ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
  ListFunctions: listFunctions,
  ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
  ListTags: listTags,
  ListVersionsByFunction: listVersionsByFunction,
  PublishVersion: publishVersion,
  PutFunctionConcurrency: putFunctionConcurrency,
  PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
  PutFunctionRecursionConfig: putFunctionRecursionConfig,
  PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig,
  RemovePermission: removePermission,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateAlias: updateAlias,
  UpdateEventSourceMapping: updateEventSourceMapping,
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
  UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
} satisfies Record<string, Operation<never, unknown>>;
