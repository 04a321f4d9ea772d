import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type AwsError, isAwsError } from "#services/aws-error.ts";
import type { AsyncEventRecord } from "#services/lambda/async/async-records.ts";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud, zipOf } from "#testing/test-cloud.ts";
import type { Environment } from "./ports.ts";

/** `npm run torture -- --cloud 500` sets these: so many runs, which take the time they need, from a seed. */
const asked = (variable: string): number | undefined => (process.env[variable] ? Number(process.env[variable]) : undefined);
const RUNS = asked("LAMBDARIUM_RUNS");
const SEED = asked("LAMBDARIUM_SEED");

// Whole clouds over hours of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: RUNS === undefined ? 240_000 : 0 });

/** 100 of them cannot be reserved. */
const LIMIT = 110;
const FUNCTIONS = ["a", "b"] as const;
/** Any request has ended after this many ms: two inits and a time-out. */
const LONGEST_REQUEST_MS = 10_000;
const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`;

const name = fc.constantFrom(...FUNCTIONS);
const version = fc.constantFrom("1", "2", "3");
const handler = fc.constantFrom("ok", "ok", "fail", "slow");
/** What clients and time may do, in any order; much of it is refused now and then, which is part of the point. */
const step = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: fc.constant("invoke" as const), name, qualifier: fc.constantFrom(undefined, "prod", "1"), handler, count: fc.constantFrom(1, 1, 1, 1, 120) }) },
  { weight: 18, arbitrary: fc.record({ do: fc.constant("send" as const), name, qualifier: fc.constantFrom(undefined, "prod"), handler, count: fc.constantFrom(1, 1, 8) }) },
  { weight: 20, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 50, 500, 3000, 40_000, 130_000) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("reserve" as const), name, count: fc.constantFrom(0, 1, 2, 5, 10) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("unreserve" as const), name }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("provision" as const), name, qualifier: fc.oneof(version, fc.constant("prod")), count: fc.constantFrom(1, 2, 4) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("unprovision" as const), name, qualifier: fc.oneof(version, fc.constant("prod")) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("alias" as const), name, version, weighted: fc.option(version, { nil: undefined }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("deploy" as const), name, code: fc.constantFrom("w", "x", "y"), publish: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("settings" as const), name, retries: fc.nat(2), age: fc.constantFrom(60, 600), success: fc.boolean(), failure: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("delete" as const), name, qualifier: fc.option(version, { nil: undefined }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("create" as const), name, deadLetters: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("recycle" as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("sleep" as const), hours: fc.constantFrom(1, 9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("set-clock" as const), minutes: fc.constantFrom(-300, -10, -1, 10, 300) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const steps = (maxLength: number) => fc.array(step, { minLength: Math.floor(maxLength / 3), maxLength, size: "max" });

/** A cloud that is watched from outside: at its API and at the runtime that it drives. */
class WatchedCloud {
  readonly log: string[] = [];
  /** What should never be. */
  readonly faults: string[] = [];
  readonly accepted = new Set<string>();
  readonly runs = new Map<string, number>();
  sent = 0;
  answered = 0;
  readonly cloud: TestCloud;
  readonly #busy = new Map<string, number>();
  /** Reservations as they were set: from when on (awake), how many; `Infinity`: none. */
  readonly #reserved = new Map<string, { from: number; count: number }[]>();

  private constructor(cloud: TestCloud) {
    this.cloud = cloud;
    const start = cloud.runtime.start.bind(cloud.runtime);
    cloud.runtime.start = (spec) => {
      const environment = start(spec);
      return this.#watched(environment, `${spec.functionName}:${spec.functionVersion}`, spec.functionName);
    };
    cloud.runtime.behaviour = {
      init: () => ({ ms: 50, end: { kind: "ok", payload: new Uint8Array() } }),
      invoke: (event) => (event === "fail" ? throws("Error", "no", 30) : event === "slow" ? returns(1, 9000) : returns(1, 100)),
    };
  }

  static async open(): Promise<WatchedCloud> {
    const watched = new WatchedCloud(
      await TestCloud.open({ settings: { accountConcurrency: LIMIT, maxNodejsEnvironments: 250, provisionedPreparationMs: 1000, environmentIdleMs: 30_000 } }),
    );
    for (const queue of ["dead", "good", "bad"]) await watched.cloud.must("CreateQueue", { QueueName: queue }, {}, "sqs");
    for (const function_ of FUNCTIONS) await watched.do({ do: "create", name: function_, deadLetters: function_ === "a" });
    return watched;
  }

  get busy(): number {
    return [...this.#busy.values()].reduce((sum, count) => sum + count, 0);
  }

  #watched(environment: Environment, version: string, function_: string): Environment {
    let isBusy = false;
    return {
      id: environment.id,
      initialized: environment.initialized,
      terminate: () => environment.terminate(),
      discard: () => environment.discard(),
      invoke: async (request) => {
        if (isBusy) this.faults.push(`${environment.id} got two requests at once`);
        isBusy = true;
        this.#busy.set(function_, (this.#busy.get(function_) ?? 0) + 1);
        this.runs.set(request.requestId, (this.runs.get(request.requestId) ?? 0) + 1);
        this.log.push(`${this.cloud.time.now()} ${version} ${environment.id} runs ${request.requestId}`);
        this.#checkLimits();
        const result = await environment.invoke(request);
        isBusy = false;
        this.#busy.set(function_, this.#busy.get(function_)! - 1);
        return result;
      },
    };
  }

  /** The time that has passed awake: nothing runs or ends while the machine sleeps. */
  #awake(): number {
    return this.cloud.time.elapsed();
  }

  #atMost(what: string, actual: number, limit: number): void {
    if (actual > limit) this.faults.push(`${what}: ${actual}, more than ${limit}, at ${this.cloud.time.now()}`);
  }

  #same(what: string, actual: unknown, expected: unknown): void {
    const [is, shouldBe] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (is !== shouldBe) this.faults.push(`${what}: ${is}, not ${shouldBe}`);
  }

  /** Whatever runs was admitted under a limit that was in force within the last seconds. */
  #checkLimits(): void {
    this.#atMost("running of the account", this.busy, LIMIT);
    const since = this.#awake() - LONGEST_REQUEST_MS;
    let unreserved = 0;
    let reserved = 0;
    for (const function_ of FUNCTIONS) {
      const history = this.#reserved.get(function_) ?? [];
      const inForce = history.filter((_, index) => (history[index + 1]?.from ?? Number.POSITIVE_INFINITY) >= since).map(({ count }) => count);
      const busy = this.#busy.get(function_) ?? 0;
      this.#atMost(`running of the reservation of ${function_}`, busy, Math.max(...inForce));
      if (inForce.every((count) => count === Number.POSITIVE_INFINITY)) unreserved += busy;
      else reserved += inForce.includes(Number.POSITIVE_INFINITY) ? 0 : Math.min(...inForce);
    }
    // Provisioned environments may come to those that had taken all there was.
    const provisioned = this.cloud.rows("lambda.provisioned").reduce((sum, { requested }) => sum + requested, 0);
    this.#atMost("running of what reservations leave", unreserved, LIMIT - reserved + provisioned);
  }

  #reserve(function_: string, count: number): void {
    const history = this.#reserved.get(function_) ?? [];
    history.push({ from: this.#awake(), count });
    this.#reserved.set(function_, history);
  }

  async #call(operation: string, input: object): Promise<object | AwsError> {
    const answer = await this.cloud.call(operation, input);
    this.log.push(`${this.cloud.time.now()} ${operation} ${isAwsError(answer) ? answer.name : "done"}`);
    return answer;
  }

  async do(action: Step): Promise<void> {
    const { cloud } = this;
    if (action.do === "wait") return cloud.time.advance(action.ms);
    if (action.do === "sleep") {
      // Between two sleeps it is awake.
      await cloud.time.advance(1);
      return cloud.time.sleep(action.hours * 3_600_000);
    }
    if (action.do === "set-clock") {
      await cloud.time.advance(1);
      return cloud.time.turn(action.minutes * 60_000);
    }
    const FunctionName = action.name;
    switch (action.do) {
      case "invoke":
        for (let index = 0; index < action.count; index++) {
          this.sent++;
          const answer = cloud.call("Invoke", { FunctionName, Qualifier: action.qualifier, Payload: json(action.handler) }, { requestId: `sync-${this.sent}` });
          void answer.then((given) => {
            this.answered++;
            this.log.push(`${cloud.time.now()} answered ${isAwsError(given) ? `${given.name} ${JSON.stringify(given.members)}` : "200"}`);
          });
        }
        return;
      case "send":
        for (let index = 0; index < action.count; index++) {
          const requestId = `event-${this.accepted.size + 1}`;
          const answer = await cloud.call("Invoke", { FunctionName, Qualifier: action.qualifier, InvocationType: "Event", Payload: json(action.handler) }, { requestId });
          if (!isAwsError(answer)) this.accepted.add(requestId);
        }
        return;
      case "reserve":
        if (!isAwsError(await this.#call("PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions: action.count }))) this.#reserve(FunctionName, action.count);
        return;
      case "unreserve":
        if (!isAwsError(await this.#call("DeleteFunctionConcurrency", { FunctionName }))) this.#reserve(FunctionName, Number.POSITIVE_INFINITY);
        return;
      case "provision":
        await this.#call("PutProvisionedConcurrencyConfig", { FunctionName, Qualifier: action.qualifier, ProvisionedConcurrentExecutions: action.count });
        return;
      case "unprovision":
        await this.#call("DeleteProvisionedConcurrencyConfig", { FunctionName, Qualifier: action.qualifier });
        return;
      case "alias":
        await this.#call("UpdateAlias", {
          FunctionName, Name: "prod", FunctionVersion: action.version, RoutingConfig: { AdditionalVersionWeights: action.weighted === undefined ? {} : { [action.weighted]: 0.5 } },
        });
        return;
      case "deploy":
        await this.#call("UpdateFunctionCode", { FunctionName, Publish: action.publish, ZipFile: zipOf({ "x.py": action.code }) });
        return;
      case "settings":
        await this.#call("PutFunctionEventInvokeConfig", {
          FunctionName, MaximumRetryAttempts: action.retries, MaximumEventAgeInSeconds: action.age,
          DestinationConfig: { OnSuccess: action.success ? { Destination: queueArn("good") } : {}, OnFailure: action.failure ? { Destination: queueArn("bad") } : {} },
        });
        return;
      case "delete":
        if (!isAwsError(await this.#call("DeleteFunction", { FunctionName, Qualifier: action.qualifier })) && action.qualifier === undefined) this.#reserve(FunctionName, Number.POSITIVE_INFINITY);
        return;
      case "create":
        await this.#call("CreateFunction", {
          FunctionName, Role: "arn:aws:iam::123456789012:role/lambda", Runtime: "nodejs24.x", Handler: "x.y", Timeout: 3, Publish: true, Code: { ZipFile: zipOf({ "x.py": action.name }) },
          ...(action.deadLetters && { DeadLetterConfig: { TargetArn: queueArn("dead") } }),
        });
        await this.#call("CreateAlias", { FunctionName, Name: "prod", FunctionVersion: "1" });
        if (!this.#reserved.has(FunctionName)) this.#reserve(FunctionName, Number.POSITIVE_INFINITY);
        return;
      default:
        await cloud.plane.simulator.recycle(cloud.caller, FunctionName);
    }
  }

  /** After every step: what reservations take and leave is the account's whole. */
  async checkShares(): Promise<void> {
    const { AccountLimit } = await this.cloud.must<{ AccountLimit: Record<string, number> }>("GetAccountSettings", {});
    const reserved = FUNCTIONS.map((function_) => this.#reserved.get(function_)?.at(-1)?.count ?? Number.POSITIVE_INFINITY).filter(Number.isFinite);
    this.#same("unreserved and reserved", AccountLimit["UnreservedConcurrentExecutions"]! + reserved.reduce((sum, count) => sum + count, 0), LIMIT);
  }

  /** Long after the last step: everything was answered, ended and given back. */
  checkRest(): void {
    const { cloud } = this;
    this.#same("bugs", cloud.bugs.map(String), []);
    this.#same("answered, and still running", [this.answered, this.busy], [this.sent, 0]);
    const allocated = cloud.rows("lambda.provisioned").flatMap(({ serving }) => Object.values(serving)).reduce((sum, units) => sum + units, 0);
    const left = cloud.plane.simulator.environments(cloud.caller).environments.filter(({ endedAt }) => endedAt === null);
    this.#same("environments left, beside provisioned ones", [left.length, left.filter(({ kind }) => kind === "provisioned").length], [allocated, allocated]);
    // One that was reset has no process until its next request.
    this.#atMost("processes left", cloud.runtime.running, left.length);
    const events = cloud.rows("lambda.async-events");
    this.#same("events", sorted(events.map(({ requestId }) => requestId)), sorted([...this.accepted]));
    for (const event of events) this.#checkEvent(event);
    this.#checkDeliveries(events);
  }

  #checkEvent({ requestId, end, endCondition, attempts, acceptedAt, endedAt, sleptMs = 0 }: AsyncEventRecord): void {
    const count = (wanted: string): number => attempts.filter(({ outcome }) => outcome === wanted).length;
    this.#same(`${requestId} has ended`, end !== null, true);
    this.#same(`${requestId} ended well as its last attempt did`, endCondition === "Success", attempts.at(-1)?.outcome === "success");
    this.#atMost(`successes of ${requestId}`, count("success"), 1);
    this.#atMost(`errors of ${requestId}`, count("function-error"), 3);
    this.#same(`runs of ${requestId}, each an attempt`, this.runs.get(requestId) ?? 0, count("function-error") + count("success"));
    this.#atMost(`age of ${requestId}`, endedAt! - acceptedAt - sleptMs, 6 * 3_600_000);
  }

  /** Each event that went somewhere lies there once, and nothing else does. */
  #checkDeliveries(events: readonly AsyncEventRecord[]): void {
    const went = (...ends: AsyncEventRecord["end"][]): AsyncEventRecord[] => events.filter(({ end }) => ends.includes(end));
    const messages = (queue: string) => this.cloud.rows("sqs.messages").filter((message) => message.queue === queue);
    const recorded = (queue: string) => messages(queue).map(({ body }) => (JSON.parse(body) as { requestContext: { requestId: string } }).requestContext.requestId);
    const ids = (of: readonly AsyncEventRecord[]) => sorted(of.map(({ requestId }) => requestId));
    this.#same("dead letters", sorted(messages("dead").map(({ attributes }) => attributes["RequestID"]!.StringValue!)), ids(went("dead-lettered", "both")));
    this.#same("records of success", sorted(recorded("good")), ids(went("destination").filter(({ endCondition }) => endCondition === "Success")));
    this.#same("records of failure", sorted(recorded("bad")), ids(went("destination", "both").filter(({ endCondition }) => endCondition !== "Success")));
  }
}

async function run(actions: readonly Step[]): Promise<Pick<WatchedCloud, "faults" | "log">> {
  const watched = await WatchedCloud.open();
  for (const action of actions) {
    await watched.do(action);
    await watched.checkShares();
  }
  await watched.cloud.time.advance(7 * 3_600_000);
  watched.checkRest();
  return watched;
}

describe("A whole cloud, whatever its clients do", () => {
  it("keeps every limit, gives an environment one request at a time, answers everything, and lets each event end once", async () => {
    await fc.assert(
      fc.asyncProperty(steps(150), async (actions) => {
        expect((await run(actions)).faults).toEqual([]);
      }),
      { numRuns: RUNS ?? 12, ...(SEED !== undefined && { seed: SEED }), ...(RUNS === undefined && { interruptAfterTimeLimit: 200_000 }) },
    );
  });

  it("goes the same way again for the same requests at the same instants", async () => {
    for (const actions of fc.sample(steps(120), { numRuns: 2, seed: 7 })) {
      const [once, again] = [await run(actions), await run(actions)];
      expect(once.log).toEqual(again.log);
      expect(once.log.length).toBeGreaterThan(50);
    }
  });
});

const sorted = (ids: readonly string[]): string[] => ids.toSorted((left, right) => left.localeCompare(right));

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
