import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { throttleWords } from "./throttle-reason.ts";

/** What the SDK throws, or any other failure: `name` is AWS's error code. */
export interface ErrorLike {
  readonly name: string;
  readonly message: string;
}

/** What a learner can do about an error that the API gave; where we know it. Keyed by code, narrowed by its text. */
const WAYS_OUT: readonly { readonly code: string; readonly text?: RegExp; readonly wayOut: string }[] = [
  { code: "ResourceConflictException", text: /state: Pending/, wayOut: "The function is still being created. Wait until its state is Active (a second or two), then try again." },
  { code: "ResourceConflictException", text: /update is in progress/, wayOut: "The last change is still being applied. Wait until its status is Successful, then try again." },
  { code: "ResourceConflictException", text: /already exist/, wayOut: "Choose another name, or delete the existing one first." },
  { code: "ResourceConflictException", text: /aliases reference it/, wayOut: "Point those aliases at another version first, or delete them." },
  { code: "PreconditionFailedException", wayOut: "Somebody changed it since this page was loaded (another tab or a terminal). Reload to see the current state, then repeat your change." },
  { code: "ResourceNotFoundException", wayOut: "It does not exist (any more). Check the name, the version or alias, and the Region at the top of the page." },
  { code: "TooManyRequestsException", text: /limit of the simulator/, wayOut: "Wait until a running invocation ends, or allow more environments in the settings, if this computer has the memory." },
  { code: "TooManyRequestsException", wayOut: "No concurrency is free for this call right now. Wait for running invocations to end, or raise the limit." },
  { code: "InvalidParameterValueException", text: /4KB limit/, wayOut: "Shorten or remove variables: all of them together, as JSON, take 4,096 bytes at most." },
  { code: "InvalidParameterValueException", text: /reserved keys/, wayOut: "Lambda sets these variables itself. Remove them, or choose other keys." },
  { code: "InvalidParameterValueException", text: /no longer supported/, wayOut: "Choose a newer runtime." },
  { code: "InvalidParameterValueException", text: /tag limit/, wayOut: "Remove tags: a function carries 50 at most." },
  { code: "InvalidParameterValueException", text: /below its minimum value/, wayOut: "The account must keep that many unreserved. Ask for fewer, take reservations elsewhere back, or request a higher quota." },
  { code: "InvalidParameterValueException", text: /total provisioned concurrency/, wayOut: "Reserve at least as much as is provisioned for its versions and aliases, or remove provisioned concurrency first." },
  { code: "InvalidParameterValueException", text: /greater than the reservedConcurrentExecution/, wayOut: "Provisioned concurrency lies inside the function's reservation: ask for fewer, or reserve more." },
  { code: "InvalidParameterValueException", text: /unpublished function versions/, wayOut: "Publish a version, and configure that or an alias that points at it." },
  { code: "InvalidParameterValueException", text: /Alias with weights/, wayOut: "Clear the alias's weights first. Where Lambda set one itself because the alias was pointed elsewhere, wait until the new version is ready." },
  { code: "ResourceConflictException", text: /Provisioned version$|Provisioned Concurrency alias$/, wayOut: "Of a version and the aliases that lead to it only one can be provisioned. Remove the other configuration first." },
  { code: "InvalidParameterValueException", text: /filter pattern definition/, wayOut: "Name fields, each with a list of values or rules: {\"body\": {\"kind\": [\"order\"]}}." },
  { code: "ValidationException", wayOut: "Correct the value that the message names, then try again." },
  { code: "RequestEntityTooLargeException", text: /InvokeFunction/, wayOut: "Send a smaller event: maximum 6 MB for a synchronous invocation, 1 MB for an asynchronous one." },
  { code: "RequestEntityTooLargeException", wayOut: "Make the deployment package smaller: 50 MB zipped, 250 MB unzipped." },
  { code: "InvalidParameterValueException", text: /destination for itself/, wayOut: "Choose another function, or a queue." },
  { code: "InvalidArgument", text: /Unable to validate the following destination/, wayOut: "The function does not let S3 invoke it, or it does not exist. Add the permission first: Configuration, Permissions." },
  { code: "InvalidArgument", text: /ambiguously defined/, wayOut: "Another notification of this bucket covers the same event type. Give one of them another prefix or suffix, or delete it." },
  { code: "BucketNotEmpty", wayOut: "Delete the bucket's objects first. If the bucket has versions, delete all of them; aws s3api list-object-versions lists them." },
  { code: "BucketAlreadyOwnedByYou", wayOut: "It is yours already: choose it from the list." },
  { code: "BucketAlreadyExists", wayOut: "Names of buckets are shared by everybody. Choose another one." },
  { code: "EntityTooLarge", wayOut: "Upload a smaller file. Maximum 256 MB per object." },
  { code: "ConflictException", text: /already exists for this (API|resource)/, wayOut: "The API leads this path somewhere already. Choose another API, create a new one, or delete that route first." },
  { code: "ConflictException", wayOut: "Choose another name, or delete the existing one first." },
  { code: "NotImplementedException", wayOut: "This simulator does not have this operation yet." },
];

/** The way out for an error, or undefined where none is known. */
export function wayOutOf(error: ErrorLike): string | undefined {
  return throttleWords(error) ?? WAYS_OUT.find(({ code, text }) => code === error.name && (text === undefined || text.test(error.message)))?.wayOut;
}

/** AWS's code, its sentence, and the way out. */
export function ApiErrorText({ error }: { error: ErrorLike }) {
  const wayOut = wayOutOf(error);
  return (
    <>
      <Box variant="code" color="inherit">{error.name}</Box>: {error.message}
      {wayOut !== undefined && <div>{wayOut}</div>}
    </>
  );
}

/**
 * What could not be loaded, why, and a button to try again. It stands in place of what never came (a query's
 * `isLoadingError`), and above what came once and could not be read again (`isRefetchError`): that stays on the page,
 * with what was typed into it.
 */
export function ApiErrorAlert({ header, error, onRetry }: { header: string; error: ErrorLike; onRetry?: () => void }) {
  return (
    <Alert type="error" header={header} {...(onRetry ? { action: <Button onClick={onRetry}>Try again</Button> } : {})}>
      <ApiErrorText error={error} />
    </Alert>
  );
}
