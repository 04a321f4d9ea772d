/** A Python execution environment in this process, for tests: the real guest, without a Worker around it. */
import type { GuestInvocation, GuestSpec, TmpChange } from "../guest/guest-protocol.ts";
import { PythonGuest } from "../guest/python/python-guest.ts";
import type { PythonEnd } from "../guest/python/python-guest.ts";
import { TmpSender } from "../guest/tmp-sender.ts";
import { pythonAssets } from "./assets.ts";
import { startInNode } from "./pyodide-in-node.ts";

export const REQUEST_ID = "3f2a6e8c-0000-4000-8000-000000000001";

export interface TestEnvironment {
  readonly guest: PythonGuest;
  readonly init: PythonEnd;
  /** Log events so far. */
  readonly logs: string[];
  /** What it told of `/tmp` so far. */
  readonly told: TmpChange[];
  readonly invoke: (event?: unknown, request?: Partial<GuestInvocation>) => PythonEnd;
}

/** `files`: one source is `lambda_function.py`. The handler is `lambda_function.lambda_handler` unless the spec says else. */
export async function startTestEnvironment(
  files: string | Readonly<Record<string, string>>,
  { snapshot = true, ...spec }: Partial<GuestSpec> & { readonly snapshot?: boolean } = {},
): Promise<TestEnvironment> {
  const assets = await loadAssets();
  const python = await startInNode({ library: assets.library, ...(snapshot ? { snapshot: assets.snapshot } : {}) });
  const logs: string[] = [];
  const told: TmpChange[] = [];
  const tmp = new TmpSender((message) => message.kind === "tmp" && told.push(...message.changes), () => 0, () => undefined);
  const guest = new PythonGuest(python, (message) => logs.push(message), tmp);
  const sources = typeof files === "string" ? { "lambda_function.py": files } : files;
  const init = guest.start({ ...SPEC, files: new Map(Object.entries(sources).map(([path, text]) => [path, encode(text)])), ...spec });
  const invoke: TestEnvironment["invoke"] = (event = {}, request = {}) =>
    guest.invoke({ ...REQUEST, payload: encode(JSON.stringify(event)), deadline: Date.now() + 3000, ...request });
  return { guest, init, logs, told, invoke };
}

/** The JSON text of an end; fails on one that has none. */
export function textOf(end: PythonEnd): string {
  if (end.kind !== "ok" && end.kind !== "error") throw new Error(`Ended with ${JSON.stringify(end)}`);
  return new TextDecoder().decode(end.payload);
}

const SPEC: Omit<GuestSpec, "files"> = {
  functionName: "orders",
  functionVersion: "$LATEST",
  runtime: "python3.14",
  handler: "lambda_function.lambda_handler",
  variables: {
    AWS_LAMBDA_FUNCTION_NAME: "orders",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
    AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/orders",
    AWS_LAMBDA_LOG_STREAM_NAME: "2026/11/23/[$LATEST]00",
    LANG: "en_US.UTF-8",
  },
  memoryMb: 128,
  ephemeralStorageMb: 1,
  logGroup: "/aws/lambda/orders",
  logStream: "2026/11/23/[$LATEST]00",
  tmp: [],
  network: false,
  clockOffsetMs: 0,
};

const REQUEST = {
  requestId: REQUEST_ID,
  invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:orders",
  traceId: "Root=1-5d02e5ca-f5792818b6fe8368e5b51d50;Parent=191db58857df8395;Sampled=0",
  clockOffsetMs: 0,
} as const;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

let loaded: Promise<{ readonly library: Uint8Array; readonly snapshot: WebAssembly.Module }> | undefined;

async function loadAssets(): Promise<{ readonly library: Uint8Array; readonly snapshot: WebAssembly.Module }> {
  loaded ??= pythonAssets().then(async ({ library, snapshot }) => ({
    library,
    snapshot: await WebAssembly.compile(new Uint8Array(snapshot)),
  }));
  return loaded;
}
