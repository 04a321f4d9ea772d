import type { AwsError } from "./aws-error.ts";
import type { Settings } from "./settings.ts";
import type { Change, State } from "./tables.ts";

/** What an operation may know of the world besides its state and input. Nothing here is read from a global. */
export interface OperationContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** A new UUID at each call. */
  readonly newId: () => string;
  /** 12 digits. */
  readonly accountId: string;
  /** For example `us-east-1`. */
  readonly region: string;
  readonly settings: Settings;
  /** Where the request came to (`https://host:port`), if known. */
  readonly origin?: string;
  /** Invocations before this in its chain (recursion detection); absent: none led to it. */
  readonly depth?: number;
  /** A deployment package that came with the request or that it points to, already opened and measured (`control-plane/ports.ts`); or what is wrong with it. */
  readonly code?: CodePackage | AwsError;
}

/** A deployment package as the rules see it: its identity and sizes. The bytes stay with the code store. */
export interface CodePackage {
  /** Base64 of the SHA-256 of the zip, 44 characters (AWS's `CodeSha256`); also its key in the code store. */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly size: number;
  /** Bytes of all its files, unzipped. */
  readonly unzippedSize: number;
}

/** An operation's answer together with what must be kept before it is sent; or the error that AWS would give. */
export type Outcome<Output> = { readonly output: Output; readonly changes: readonly Change[] } | AwsError;

/** One AWS operation: a pure function of the account's state. */
export type Operation<Input, Output> = (state: State, input: Input, context: OperationContext) => Outcome<Output>;
