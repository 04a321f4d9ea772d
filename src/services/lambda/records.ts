import type { CreateFunctionCommandInput } from "@aws-sdk/client-lambda";

/** Version → share, as an alias keeps it; absent where no traffic is shifted. */
export type Weights = Readonly<Record<string, number>>;

/** What belongs to the function as a whole, whatever the version. Table `lambda.functions`; key: the function's name. */
export interface FunctionRecord {
  readonly name: string;
  /** Tags of the function; only unqualified functions carry tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly createdAt: number;
}

/**
 * `$LATEST` or one published version: code and configuration. Table `lambda.versions`; key: `name:version`,
 * for example `orders:$LATEST` or `orders:3`.
 */
export interface VersionRecord {
  readonly functionName: string;
  readonly version: string;
  readonly codeSha256: string;
  readonly codeSize: number;
  readonly configuration: VersionConfiguration;
  /** Published versions: `$LATEST`'s own description when it was published (PublishVersion may override it). */
  readonly latestDescription?: string;
  /** Epoch ms of the last change (`LastModified`). */
  readonly lastModified: number;
  /** The revision id while pending or in progress, and the one after: AWS's changes on both transitions. */
  readonly revisionIdDuring: string;
  readonly revisionId: string;
  /**
   * The revision id since a change beside code and configuration (tags, a permission, a publish), where there was one.
   * Environments go by `revisionId`: such a change ends none of them.
   */
  readonly shownRevisionId?: string;
  /** State is `Pending` before this instant, `Active` from it on (epoch ms). */
  readonly activeAt: number;
  /** LastUpdateStatus is `InProgress` before this instant; null where the version was never updated. */
  readonly updatedAt: number | null;
  /** What invocations run while LastUpdateStatus is InProgress: the code and configuration before the update. */
  readonly previous: Runnable | null;
}

/** What an execution environment is made of. Environments of different revisions are never mixed. */
export interface Runnable {
  readonly codeSha256: string;
  readonly revisionId: string;
  readonly configuration: VersionConfiguration;
}

/** The part of a function's configuration that a published version freezes, in the API's own members and units. */
export type VersionConfiguration = Readonly<
  Pick<
    CreateFunctionCommandInput,
    | "Role" | "Runtime" | "Handler" | "Description" | "Timeout" | "MemorySize" | "Environment" | "Architectures"
    | "EphemeralStorage" | "Layers" | "VpcConfig" | "DeadLetterConfig" | "TracingConfig" | "PackageType"
    | "LoggingConfig" | "FileSystemConfigs" | "SnapStart" | "KMSKeyArn" | "ImageConfig"
  >
>;

/** Table `lambda.aliases`; key: `name:alias`. */
export interface AliasRecord {
  readonly functionName: string;
  readonly name: string;
  readonly functionVersion: string;
  readonly description: string;
  readonly revisionId: string;
  /** At most one entry: version → share 0..1 of the invocations. Absent when nothing is weighted. */
  readonly additionalVersionWeights?: Weights;
}

/** The last version number given out; outlives the function, so that numbers are never reused. Key: the function's name. */
export interface VersionCounter {
  readonly last: number;
}
