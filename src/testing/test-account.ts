import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { Account } from "#control-plane/account.ts";
import { operationOf } from "#control-plane/service-operations.ts";
import { type AwsError, isAwsError } from "#services/aws-error.ts";
import type { LAMBDA_OPERATIONS } from "#services/lambda/operations.ts";
import { LAMBDA_OPERATIONS as OPERATIONS } from "#services/lambda/operations.ts";
import type { CodePackage, OperationContext, Outcome } from "#services/operation.ts";
import { DEFAULT_SETTINGS, type Settings } from "#services/settings.ts";
import type { Change, State } from "#services/tables.ts";

type Operations = typeof LAMBDA_OPERATIONS;
type Name = keyof Operations;
type InputOf<Operation extends Name> = Parameters<Operations[Operation]>[1];
type OutputOf<Operation extends Name> = Exclude<ReturnType<Operations[Operation]>, AwsError>["output"];

export const ACCOUNT_ID = "123456789012";
export const REGION = "us-east-1";
export const ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/lambda`;

/** An account without a control plane: operations run on its state and their changes are taken over at once. */
export class TestAccount {
  readonly account = new Account(ACCOUNT_ID, REGION);
  /** Epoch ms; tests move it. */
  now = Date.UTC(2026, 10, 23, 9);
  settings: Settings = { ...DEFAULT_SETTINGS, pendingMs: 0, updateMs: 0 };
  #lastId = 0;

  get state(): State {
    return this.account.state;
  }

  /** Runs an operation; `code` stands for the content of the zip that came with it. */
  call<Operation extends Name>(operation: Operation, input: InputOf<Operation>, code?: string): OutputOf<Operation> | AwsError {
    const run = OPERATIONS[operation] as (state: State, input: unknown, context: OperationContext) => Outcome<OutputOf<Operation>>;
    const outcome = run(this.state, input, this.context(code));
    if (isAwsError(outcome)) return outcome;
    this.apply(outcome.changes);
    return outcome.output;
  }

  /** As `call`, where the test counts on success. */
  must<Operation extends Name>(operation: Operation, input: InputOf<Operation>, code?: string): OutputOf<Operation> {
    const result = this.call(operation, input, code);
    if (isAwsError(result)) throw new Error(`${operation}: ${result.name}: ${result.message}`);
    return result;
  }

  /** As `must`, of any service. */
  mustOf(service: string, operation: string, input: object): Record<string, unknown> {
    const outcome = operationOf(service, operation)!(this.state, input, this.context());
    if (isAwsError(outcome)) throw new Error(`${service} ${operation}: ${outcome.name}: ${outcome.message}`);
    this.apply(outcome.changes);
    return outcome.output as Record<string, unknown>;
  }

  /** Runs an operation of some services' tables; a refusal is its name and text. */
  answerIn<Operations extends object>(operations: Operations, name: keyof Operations, input: object): Record<string, unknown> | string {
    const run = operations[name] as (state: State, input: unknown, context: OperationContext) => Outcome<Record<string, unknown>>;
    const outcome = run(this.state, input, this.context());
    if (isAwsError(outcome)) return `${outcome.name}: ${outcome.message}`;
    this.apply(outcome.changes);
    return outcome.output;
  }

  /** As `call`, where the test counts on a refusal: its name and text. */
  refusal<Operation extends Name>(operation: Operation, input: InputOf<Operation>, code?: string): string {
    const result = this.call(operation, input, code);
    return isAwsError(result) ? `${result.name}: ${result.message}` : "no refusal";
  }

  /** A function with code `v0`, and as many published versions with code `v1`, `v2` … */
  createFunction(name = "orders", versions = 0): FunctionConfiguration {
    const created = this.must(
      "CreateFunction",
      { FunctionName: name, Role: ROLE, Runtime: "python3.14", Handler: "lambda_function.lambda_handler", Code: {} },
      "v0",
    );
    for (let number = 1; number <= versions; number++) {
      this.must("UpdateFunctionCode", { FunctionName: name, Publish: true }, `v${number}`);
    }
    return created;
  }

  apply(changes: readonly Change[]): void {
    this.account.apply(changes);
  }

  context(code?: string): OperationContext {
    return {
      now: this.now,
      newId: () => `id-${++this.#lastId}`,
      accountId: ACCOUNT_ID,
      region: REGION,
      settings: this.settings,
      ...(code !== undefined && { code: codePackage(code) }),
    };
  }
}

/** A package whose identity is its content, in place of a hash. */
export function codePackage(content: string): CodePackage {
  return { sha256: content.padEnd(43, "A") + "=", size: content.length, unzippedSize: content.length };
}
