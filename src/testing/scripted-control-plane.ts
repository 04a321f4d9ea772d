import type { Caller, ControlPlane, ScopedTo } from "#control-plane/ports.ts";
import type { AwsError } from "#services/aws-error.ts";
import type { EndpointAnswer, EndpointRequest } from "#services/http-endpoint.ts";
import type { LogLimitsView } from "#services/logs/records.ts";
import type { ClockMode, ClockView } from "#services/clock-view.ts";
import type { AsyncEventsView } from "#services/lambda/async/async-views.ts";
import type { EnvironmentsView } from "#services/lambda/environments/environment-views.ts";
import { DEFAULT_SETTINGS, type Settings } from "#services/settings.ts";

export interface RecordedCall {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: Caller;
}

export type ScriptedAnswer = { output: unknown; trace?: string } | AwsError | (() => never);

/** A control plane for tests of what stands before it: records each call and gives the answer it was told to give. */
export class ScriptedControlPlane implements ControlPlane {
  readonly calls: RecordedCall[] = [];
  resets = 0;
  clockMode: ClockMode = "real-time";
  /** What the simulator's scoped controls were asked about. */
  readonly asked: unknown[] = [];
  answer: ScriptedAnswer = { output: {} };
  /** Base64 or base64url of a SHA-256 → zip. */
  readonly packages = new Map<string, Uint8Array>();
  /** Requests to public addresses, and what answers them; undefined: the host is nobody's. */
  readonly requests: EndpointRequest[] = [];
  httpAnswer: EndpointAnswer | undefined = undefined;
  #settings: Settings = DEFAULT_SETTINGS;

  readonly simulator = {
    settings: (): Settings => this.#settings,
    changeSettings: (change: Partial<Settings>): Promise<Settings> => {
      this.#settings = { ...this.#settings, ...change };
      return Promise.resolve(this.#settings);
    },
    reset: (): Promise<void> => {
      this.resets += 1;
      return Promise.resolve();
    },
    clock: (): ClockView => ({ now: 0, offsetMs: 0, mode: this.clockMode, nextEventAt: null, nextEvent: null, stoppedAt: null }),
    setClockMode: (mode: ClockMode): Promise<ClockView> => {
      this.clockMode = mode;
      return Promise.resolve(this.simulator.clock());
    },
    nextEvent: (): Promise<ClockView> => Promise.resolve(this.simulator.clock()),
    environments: (place: ScopedTo): EnvironmentsView => (this.asked.push(place), { now: 0, environments: [] }),
    recycle: (place: ScopedTo, functionName: string | undefined): Promise<void> => {
      this.asked.push({ ...place, functionName });
      return Promise.resolve();
    },
    platformLines: (place: ScopedTo, group: string, streams: readonly string[]) => (this.asked.push({ ...place, group, streams }), { [streams[0] ?? ""]: ["7 START"] }),
    asyncEvents: (place: ScopedTo, functionName: string | undefined): AsyncEventsView => (this.asked.push({ ...place, functionName }), { now: 0, events: [] }),
    logLimits: (place: ScopedTo, group: string): LogLimitsView => (this.asked.push({ ...place, group }), { groupBytes: 1, accountBytes: 2, dropped: null }),
    code: (sha256: string): Promise<Uint8Array | undefined> => Promise.resolve(this.packages.get(sha256)),
  };

  /** The last call it got. */
  get last(): RecordedCall {
    const call = this.calls.at(-1);
    if (!call) throw new Error("No call came through to the control plane.");
    return call;
  }

  http(request: EndpointRequest): Promise<EndpointAnswer | undefined> {
    this.requests.push(request);
    return Promise.resolve(this.httpAnswer);
  }

  execute(service: string, operation: string, input: unknown, caller: Caller): Promise<{ output: unknown } | AwsError> {
    this.calls.push({ service, operation, input, caller });
    if (typeof this.answer === "function") this.answer();
    return Promise.resolve(this.answer as { output: unknown } | AwsError);
  }
}
