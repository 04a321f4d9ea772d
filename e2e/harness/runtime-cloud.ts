/** In the place of the cloud Worker: the runtime, and nothing of the control plane. */
import type { Environment, PhaseResult } from "#control-plane/ports.ts";
import { createWorkerRuntime } from "#runtime/worker-runtime.ts";
import type { Call, InvokeCall, PhaseReport, StartCall } from "./runtime-calls.ts";

const environments = new Map<string, Environment>();

addEventListener(
  "message",
  ({ data: sandboxPort }: MessageEvent<MessagePort>) => {
    const runtime = createWorkerRuntime({ sandboxPort });
    const answer = async (call: Call): Promise<unknown> => {
      if (call.kind === "start") {
        const environment = runtime.start(specOf(call.call));
        environments.set(call.call.id, environment);
        return report(await environment.initialized);
      }
      if (call.kind === "invoke") return report(await environmentOf(call.call.id).invoke(requestOf(call.call)));
      return environmentOf(call.id).terminate();
    };
    addEventListener("message", ({ data }: MessageEvent<{ number: number; call: Call }>) => {
      answer(data.call).then(
        (value) => postMessage({ call: data.number, value }),
        (error: unknown) => postMessage({ call: data.number, error: String(error) }),
      );
    });
  },
  { once: true },
);

function environmentOf(id: string): Environment {
  const found = environments.get(id);
  if (found === undefined) throw new Error(`No environment ${id}`);
  return found;
}

function specOf(call: StartCall) {
  const encoder = new TextEncoder();
  return {
    id: call.id,
    functionName: "demo",
    functionVersion: "$LATEST",
    runtime: call.runtime,
    handler: call.handler,
    files: new Map(Object.entries(call.files).map(([name, text]) => [name, encoder.encode(text)])),
    ...(call.unreadable && { unreadable: new Map(Object.entries(call.unreadable)) }),
    variables: { AWS_LAMBDA_FUNCTION_NAME: "demo", ...call.variables },
    memoryMb: call.memoryMb ?? 128,
    ephemeralStorageMb: call.ephemeralStorageMb ?? 512,
    logGroup: "/aws/lambda/demo",
    logStream: "2026/11/23/[$LATEST]0123456789abcdef0123456789abcdef",
    initTimeoutMs: call.initTimeoutMs ?? 10_000,
    network: call.network ?? false,
    clockOffsetMs: 0,
  };
}

function requestOf(call: InvokeCall) {
  const timeoutMs = call.timeoutMs ?? 3000;
  return {
    requestId: crypto.randomUUID(),
    invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:demo",
    payload: new TextEncoder().encode(JSON.stringify(call.event ?? {})),
    traceId: "Root=1-5d02e5ca-f5792818b6fe8368e5b51d50;Parent=191db58857df8395;Sampled=0",
    ...(call.clientContext === undefined ? {} : { clientContext: call.clientContext }),
    deadline: Date.now() + timeoutMs,
    timeoutMs,
    clockOffsetMs: 0,
  };
}

function report({ end, durationMs, logs, memoryUsedMb }: PhaseResult): PhaseReport {
  const bytes = end.kind === "ok" || end.kind === "error" ? end.payload : new Uint8Array();
  return {
    kind: end.kind,
    payload: new TextDecoder().decode(bytes.subarray(0, 100_000)),
    payloadBytes: bytes.byteLength,
    ...(end.kind === "error" ? { errorType: end.errorType, ...(end.exitCode === undefined ? {} : { exitCode: end.exitCode }) } : {}),
    ...(end.kind === "exit" ? { exitCode: end.code } : {}),
    ...(end.kind === "crash" ? { reason: end.reason } : {}),
    durationMs,
    logs: logs.map((line) => line.message),
    memoryUsedMb,
  };
}
