/**
 * An expected failure, as a value, under AWS's own error name. Bugs throw; rules answer with this.
 *
 * `name` is the error's shape name in the service model ("ResourceNotFoundException") or one of the protocol's own
 * ("ValidationException", "SerializationException"); the wire status comes from the model, never from here.
 * `members` are further members of the error's shape (`Reason`, `retryAfterSeconds` …).
 */
export interface AwsError {
  readonly kind: "aws-error";
  readonly name: string;
  readonly message: string;
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Makes an {@link AwsError}. */
export function awsError(name: string, message: string, members?: Readonly<Record<string, unknown>>): AwsError {
  return members ? { kind: "aws-error", name, message, members } : { kind: "aws-error", name, message };
}

/** Tells an {@link AwsError} from any other value. */
export function isAwsError(value: unknown): value is AwsError {
  return typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === "aws-error";
}
