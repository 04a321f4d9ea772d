/** What a Lambda handler in Python works with, in our own words: for completion and hover. Pure. */
export interface PythonWord {
  readonly label: string;
  readonly kind: "property" | "method" | "snippet";
  readonly detail: string;
  readonly documentation: string;
  /** Text to insert, with `$1` places; the label where absent. */
  readonly insert?: string;
}

/** Members of the context object. Source: Developer Guide, "Using the Lambda context object … in Python". */
export const CONTEXT_MEMBERS: readonly PythonWord[] = [
  { label: "function_name", kind: "property", detail: "str", documentation: "The name of the function." },
  { label: "function_version", kind: "property", detail: "str", documentation: "The version that runs: `$LATEST`, or the number of a published version. Never an alias." },
  { label: "invoked_function_arn", kind: "property", detail: "str", documentation: "The ARN that was invoked. It ends in the version or alias that the caller named." },
  { label: "memory_limit_in_mb", kind: "property", detail: "str", documentation: "The memory configured for the function, in MB. A string, not a number." },
  { label: "aws_request_id", kind: "property", detail: "str", documentation: "The id of this invocation, the same as in the log's START, END and REPORT lines." },
  { label: "log_group_name", kind: "property", detail: "str", documentation: "The log group that the function writes to." },
  { label: "log_stream_name", kind: "property", detail: "str", documentation: "The log stream of this execution environment: two invocations with the same one met the same environment." },
  { label: "get_remaining_time_in_millis", kind: "method", detail: "() -> int", documentation: "Milliseconds left until the function times out.", insert: "get_remaining_time_in_millis()" },
  { label: "identity", kind: "property", detail: "CognitoIdentity | None", documentation: "The Amazon Cognito identity that authorized the request, if there is one." },
  { label: "client_context", kind: "property", detail: "ClientContext | None", documentation: "What the caller sent as client context, if anything." },
];

export const EVENT_MEMBERS: readonly PythonWord[] = [
  { label: "get", kind: "method", detail: "(key, default=None)", documentation: "The value of a key, or the default where the event has no such key. `event[\"key\"]` raises KeyError then.", insert: "get($1)" },
  { label: "items", kind: "method", detail: "()", documentation: "Pairs of key and value.", insert: "items()" },
  { label: "keys", kind: "method", detail: "()", documentation: "The keys of the event.", insert: "keys()" },
];

export const SNIPPETS: readonly PythonWord[] = [
  {
    label: "lambda_handler",
    kind: "snippet",
    detail: "Lambda: a handler",
    documentation: "The function that Lambda calls, if the setting *Handler* names it (`lambda_function.lambda_handler`).",
    insert: "def lambda_handler(event, context):\n    ${1:return event}",
  },
  {
    label: "lambda_response",
    kind: "snippet",
    detail: "Lambda: a proxy response",
    documentation: "The answer that API Gateway, an ALB or a function URL makes an HTTP response of. Needs `import json`.",
    insert: "return {\n    'statusCode': ${1:200},\n    'headers': {'Content-Type': 'application/json'},\n    'body': json.dumps(${2:{\\}}),\n}",
  },
  {
    label: "lambda_environment",
    kind: "snippet",
    detail: "Lambda: read an environment variable",
    documentation: "The value of a variable from *Configuration > Environment variables*, or the default. Needs `import os`.",
    insert: "os.environ.get('${1:NAME}', '${2:default}')",
  },
  {
    label: "lambda_logger",
    kind: "snippet",
    detail: "Lambda: a logger",
    documentation: "A logger at level INFO; Lambda's root logger starts at WARNING.",
    insert: "import logging\n\nlogger = logging.getLogger()\nlogger.setLevel(logging.INFO)",
  },
];

const NAMES: Readonly<Record<string, string>> = {
  event: "**event**: what the caller sent, JSON turned into Python: usually a `dict`, else a `list`, `str`, `int`, `float`, `bool` or `None`.",
  context: "**context**: facts about this invocation and the function: `aws_request_id`, `function_version`, `get_remaining_time_in_millis()` …",
  lambda_handler: "**lambda_handler**: what Lambda calls for each event, if the setting *Handler* names it. What it returns is the response, made JSON.",
};

/** What to offer at the end of `line` (the text before the caret). */
export function completionsAt(line: string): readonly PythonWord[] {
  if (/(?:^|[^\w.])context\.\w*$/.test(line)) return CONTEXT_MEMBERS;
  if (/(?:^|[^\w.])event\.\w*$/.test(line)) return EVENT_MEMBERS;
  return /(?:^|[\s=([,{:])\w*$/.test(line) ? SNIPPETS : [];
}

/** Markdown about the word at the caret; `before` is the text before the word. */
export function hoverOf(word: string, before: string): string | undefined {
  const members = /(?:^|[^\w.])context\.$/.test(before) ? CONTEXT_MEMBERS : /(?:^|[^\w.])event\.$/.test(before) ? EVENT_MEMBERS : undefined;
  const member = members?.find(({ label }) => label === word);
  if (member) return `**${member.label}** ${member.detail}\n\n${member.documentation}`;
  return before.endsWith(".") ? undefined : NAMES[word];
}
