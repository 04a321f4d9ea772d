import { strFromU8, strToU8, zipSync } from "fflate";
import { createControlPlane, type RunningControlPlane } from "#control-plane/control-plane.ts";
import type { Caller, Store } from "#control-plane/ports.ts";
import { randomStream } from "#engine/random-stream.ts";
import { type AwsError, isAwsError } from "#services/aws-error.ts";
import type { Endpoint } from "#services/http-endpoint.ts";
import type { TableName, Tables } from "#services/tables.ts";
import type { Settings } from "#services/settings.ts";
import { createCodePackages } from "#storage/code-packages.ts";
import { emptyDisk, type MemoryDisk, openMemoryStore } from "#storage/memory-store.ts";
import { ManualTime } from "./manual-time.ts";
import { ScriptedRuntime } from "./scripted-runtime.ts";

const ROLE = "arn:aws:iam::123456789012:role/lambda";

/** A whole control plane on test ports: manual time, scripted handlers, a memory store that can be opened again. */
export class TestCloud {
  readonly time: ManualTime;
  readonly runtime: ScriptedRuntime;
  readonly bugs: unknown[];
  readonly changed: string[];
  readonly disk: MemoryDisk;
  readonly plane: RunningControlPlane;
  /** Who calls; the request id is new with each call. */
  readonly caller = { accountId: "123456789012", region: "us-east-1" };

  private constructor(disk: MemoryDisk, plane: RunningControlPlane, parts: Pick<TestCloud, "time" | "runtime" | "bugs" | "changed">) {
    this.disk = disk;
    this.plane = plane;
    this.time = parts.time;
    this.runtime = parts.runtime;
    this.bugs = parts.bugs;
    this.changed = parts.changed;
  }

  /** Opens a cloud on a disk, at `now` of the wall clock; `wrap` may put a faulty store before it. Transitions take no time unless settings say so. */
  static async open(options: { disk?: MemoryDisk; settings?: Partial<Settings>; seed?: string; now?: number; wrap?: (store: Store) => Store; endpoints?: readonly Endpoint[] } = {}): Promise<TestCloud> {
    const disk = options.disk ?? emptyDisk();
    const time = new ManualTime(options.now);
    const runtime = new ScriptedRuntime(time);
    const streams = new Map<string, ReturnType<typeof randomStream>>();
    let ids = 0;
    // Queued commits are kept at once: what is tested here is what reaches the store, not its timer.
    const store = openMemoryStore(disk, { later: soon });
    const changed: string[] = [];
    const bugs: unknown[] = [];
    const plane = await createControlPlane({
      store: options.wrap ? options.wrap(store) : store,
      runtime: () => runtime,
      codePackages: createCodePackages(),
      clock: time,
      alarm: time,
      ids: {
        uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
        hex32: () => String(++ids).padStart(32, "0"),
      },
      chance: {
        next: (name) => {
          let stream = streams.get(name);
          if (!stream) streams.set(name, (stream = randomStream(options.seed ?? "test", name)));
          return stream.next();
        },
      },
      onChange: (scope, tables) => changed.push(`${scope} ${[...tables].join(",")}`),
      reportBug: (bug) => bugs.push(bug),
      ...(options.endpoints && { endpoints: options.endpoints }),
    });
    await plane.simulator.changeSettings({ pendingMs: 0, updateMs: 0, ...options.settings });
    return new TestCloud(disk, plane, { time, runtime, bugs, changed });
  }

  /** One call, with a request id of its own unless one is given. */
  call<Output = Record<string, unknown>>(operation: string, input: object, caller: Partial<Caller> = {}, asked?: string): Promise<{ output: Output } | AwsError> {
    const service = asked ?? (/Log/.test(operation) ? "logs" : "lambda");
    const requestId = caller.requestId ?? `request-${++this.#requests}`;
    return this.plane.execute(service, operation, input, { ...this.caller, ...caller, requestId }) as Promise<{ output: Output } | AwsError>;
  }

  /** As `call`, where the test counts on success. */
  async must<Output = Record<string, unknown>>(operation: string, input: object, caller: Partial<Caller> = {}, service?: string): Promise<Output> {
    const answer = await this.call<Output>(operation, input, caller, service);
    if (isAwsError(answer)) throw new Error(`${operation}: ${answer.name}: ${answer.message}`);
    return answer.output;
  }

  async createFunction(name = "orders", more: object = {}, source = "v0"): Promise<void> {
    await this.must("CreateFunction", {
      FunctionName: name, Role: ROLE, Runtime: "python3.14", Handler: "lambda_function.lambda_handler",
      Code: { ZipFile: zipOf({ "lambda_function.py": source }) }, ...more,
    });
  }

  /** Deploys code; the scripted runtime sees it as a file. */
  async deploy(name: string, source: string): Promise<void> {
    await this.must("UpdateFunctionCode", { FunctionName: name, ZipFile: zipOf({ "lambda_function.py": source }) });
  }

  /** Invokes and lets `ms` pass, in which the handler should end. */
  async invoke(name: string, event: unknown = {}, more: object = {}, ms = 1000): Promise<InvokeAnswer> {
    const answer = this.must("Invoke", { FunctionName: name, Payload: strToU8(JSON.stringify(event)), ...more });
    await this.time.advance(ms);
    return readAnswer(await answer);
  }

  /** What is kept in a table. */
  rows<Table extends TableName>(table: Table): Tables[Table][] {
    return [...this.disk.rows.values()].filter((row) => row.table === table).map((row) => row.value as Tables[Table]);
  }

  #requests = 0;
}

export interface InvokeAnswer {
  readonly value: unknown;
  readonly version: string;
  readonly error: string | undefined;
  /** The log tail, if it was asked for. */
  readonly log: string;
}

const soon = (run: () => void): (() => void) => {
  queueMicrotask(run);
  return () => undefined;
};

function readAnswer(output: Record<string, unknown>): InvokeAnswer {
  return {
    value: JSON.parse(strFromU8(output["Payload"] as Uint8Array)) as unknown,
    version: output["ExecutedVersion"] as string,
    error: output["FunctionError"] as string | undefined,
    log: Buffer.from((output["LogResult"] as string | undefined) ?? "", "base64").toString(),
  };
}

/** A zip of text files, the same bytes for the same files. */
export function zipOf(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])), { mtime: "2026-01-01" });
}
