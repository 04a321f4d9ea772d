import { type AwsError, awsError, isAwsError } from "#services/aws-error.ts";
import type { Endpoint } from "#services/http-endpoint.ts";
import { lastKnownInstant } from "#services/lambda/async/async-events.ts";
import { changedFunctions } from "#services/lambda/functions/changed-functions.ts";
import { closeShare, syncLimits } from "#services/lambda/concurrency/concurrency.ts";
import { closePool } from "#services/lambda/environments/execution-environments.ts";
import { expireLogEvents } from "#services/logs/retention.ts";
import type { CodePackage, OperationContext } from "#services/operation.ts";
import { accountConcurrency } from "#services/service-quotas/applied-concurrency.ts";
import { DEFAULT_SETTINGS, type Settings } from "#services/settings.ts";
import type { Change, TableName } from "#services/tables.ts";
import { type Account, Accounts } from "./account.ts";
import { Agenda } from "./agenda.ts";
import { Announcer } from "./announcer.ts";
import { AsyncPump } from "./async-pump.ts";
import { ClockKeeper } from "./clock-keeper.ts";
import { CodeCache } from "./code-cache.ts";
import { CodeReferences } from "./code-references.ts";
import { Commits } from "./commits.ts";
import { Duties } from "./duties.ts";
import { EnvironmentExpiry } from "./environment-expiry.ts";
import { EnvironmentHosts } from "./environment-hosts.ts";
import { EnvironmentRoom } from "./environment-room.ts";
import { InvocationMetrics } from "./invocation-metrics.ts";
import { HttpEndpoints } from "./http-endpoints.ts";
import { Invoker } from "./invoker.ts";
import { LongPolls } from "./long-polls.ts";
import type {
  Alarm, Caller, Chance, Changed, CodePackages, ControlPlane, Ids, MachineClock, Runtime, Scope, Store,
} from "./ports.ts";
import { ProvisionedKeeper } from "./provisioned-keeper.ts";
import { inspectCode } from "./sent-code.ts";
import { RuntimeGate } from "./runtime-gate.ts";
import { QueuePoller } from "./queue-poller.ts";
import { SERVICE_DUTIES } from "./service-duties.ts";
import { ENDPOINTS } from "./service-endpoints.ts";
import { operationOf } from "./service-operations.ts";
import { SimulatedClock, SLEPT_MS } from "./simulated-clock.ts";
import { openSimulator } from "./simulator.ts";

/** What a control plane needs from outside. */
export interface ControlPlanePorts {
  readonly store: Store;
  /** The runtime; may be a promise while the sandbox comes up. Asked at each invocation, so a new sandbox may take over. */
  readonly runtime: () => Runtime | Promise<Runtime>;
  readonly codePackages: CodePackages;
  readonly clock: MachineClock;
  readonly ids: Ids;
  readonly chance: Chance;
  readonly alarm: Alarm;
  /** Who has public addresses; every service that has some, unless a test says otherwise. */
  readonly endpoints?: readonly Endpoint[];
  /** After each change that was kept, or will be within a moment (logs). `functions`: as `changedFunctions`; absent: any may have changed. */
  readonly onChange?: (scope: Scope, tables: ReadonlySet<Changed>, functions?: ReadonlySet<string>) => void;
  /** A bug that no caller sees. */
  readonly reportBug?: (error: unknown) => void;
}

/** A control plane that can be stopped: its environments end, its alarm is off. What was running settles. */
export interface RunningControlPlane extends ControlPlane {
  close(): void;
}

const READS = /^(Get|Head|List|Describe|Filter)/;
/** Tables whose changes may make room for waiting events, or end their wait. */
const ROOM_TABLES = ["lambda.concurrency", "lambda.provisioned", "lambda.aliases", "lambda.versions", "quotas.applied"] as const;
/** Ingestions between two rounds of forgetting log events that have expired. */
const TRIM_EVERY = 256;

/** Loads what the store keeps and serves it. Rejects with the store's error. */
export async function createControlPlane(ports: ControlPlanePorts): Promise<RunningControlPlane> {
  const { store, ids, chance, codePackages } = ports;
  const kept = await store.load();
  const { clockOffsetMs = 0, ranAt = Number.NEGATIVE_INFINITY, ...keptSettings } = kept.settings;
  let settings: Settings = { ...DEFAULT_SETTINGS, ...keptSettings };
  const clock = new SimulatedClock(ports.clock, ports.alarm, clockOffsetMs);
  const accounts = new Accounts(kept.rows);
  const references = new CodeReferences();
  for (const account of accounts.all()) references.addAll(account.state);

  const reportBug = (error: unknown): void => ports.reportBug?.(error);
  const agenda = new Agenda(clock, clock, reportBug);
  const announcer = new Announcer(clock, (scope, tables, functions) => ports.onChange?.(scope, tables, functions), () => hosts.size);
  const environmentsChanged = (account: Account): void => announcer.tell(account.scope, ["simulator.environments"]);
  const hosts = new EnvironmentHosts(clock, environmentsChanged);
  const code = new CodeCache(store, codePackages);
  const expiry = new EnvironmentExpiry(accounts, hosts, agenda, clock, () => settings.environmentIdleMs);
  let ingestions = 0;
  const commits = new Commits(store, accounts, references, (account, tables, changes, isAnswered) => {
    committed(account, tables, changes);
    const functions = changedFunctions(changes);
    // A change that a response waits for is told with that response.
    if (isAnswered) ports.onChange?.(account.scope, tables, functions);
    else announcer.tell(account.scope, tables, functions);
  }, reportBug);
  const gate = new RuntimeGate(ports.runtime, agenda, clock);
  const room = new EnvironmentRoom(accounts, hosts, () => settings);
  const metrics = new InvocationMetrics(clock, agenda, commits);
  const invoker = new Invoker({
    clock, ids, chance, code, commits, hosts,
    gate,
    metrics, room,
    settings: () => settings,
    changed: environmentsChanged,
    afterRelease: (account) => {
      hosts.sweep(account);
      expiry.arm();
      keeper.sync(account);
      pump.freed();
      if (++ingestions % TRIM_EVERY === 0) commits.soon(account, () => expireLogEvents(account.state, clock.now()));
    },
  });

  let open = true;
  const waiting = {
    isOpen: () => open,
    accounts, agenda, clock, commits, ids, invoker, metrics,
    context: (account: Account) => contextOf(account, {}, undefined),
    reportBug,
  };
  const pump = new AsyncPump(waiting);
  const poller = new QueuePoller(waiting);
  const longPolls = new LongPolls(waiting);
  const endpoints = new HttpEndpoints({ ...waiting, endpoints: ports.endpoints ?? ENDPOINTS });
  const duties = new Duties(SERVICE_DUTIES, waiting);

  const keeper = new ProvisionedKeeper({
    accounts, agenda, clock, code, commits, gate, hosts, ids, room,
    isOpen: () => open,
    settings: () => settings,
    changed: environmentsChanged,
    freed: () => pump.freed(),
    reportBug,
  });

  /** Rules that live beside the tables follow them. */
  function committed(account: Account, tables: ReadonlySet<TableName>, changes: readonly Change[]): void {
    if (tables.has("lambda.concurrency") || tables.has("lambda.functions") || tables.has("quotas.applied")) adopt(account);
    if (tables.has("lambda.async-events")) pump.follow(account, changes);
    if (tables.has("sqs.messages") || tables.has("lambda.event-source-mappings")) poller.arm();
    if (tables.has("sqs.messages") || tables.has("sqs.queues")) longPolls.changed(account);
    duties.arm(account, tables);
    if (tables.has("lambda.provisioned") || tables.has("lambda.aliases") || tables.has("lambda.versions")) keeper.sync(account);
    if (ROOM_TABLES.some((table) => tables.has(table))) pump.freed();
  }
  const adopt = (account: Account): void => syncLimits(account.live, account.state, accountConcurrency(account.state, settings));
  for (const account of accounts.all()) adopt(account);
  accounts.onNew = adopt;
  clock.onSlept = (ms) => {
    expiry.slept(ms);
    pump.slept(ms);
  };
  const saveSettings = (dials: Settings): Promise<void> => store.saveSettings({ ...dials, clockOffsetMs: clock.offsetMs, ranAt: clock.now() });
  const clockKeeper = new ClockKeeper(clock, () => saveSettings(settings), () => pump.isWaiting, reportBug);
  clock.onLook = () => clockKeeper.looked();
  clock.onJump = () => {
    announcer.tell("*", ["simulator.clock"]);
    clockKeeper.jumped();
  };

  function contextOf(account: Account, caller: Pick<Caller, "origin">, code: CodePackage | AwsError | undefined): OperationContext {
    return {
      now: clock.now(),
      newId: () => ids.uuid(),
      accountId: account.accountId,
      region: account.region,
      settings,
      ...(caller.origin !== undefined && { origin: caller.origin }),
      ...(code && { code }),
    };
  }

  async function execute(service: string, operation: string, given: unknown, caller: Caller): Promise<{ output: unknown } | AwsError> {
    const input = typeof given === "object" && given !== null ? given : {};
    const account = (caller.regionOfBucket && accounts.ofBucket(caller.accountId, (input as { Bucket?: unknown }).Bucket)) || accounts.of(caller.accountId, caller.region);
    if (service === "lambda" && operation === "Invoke") return invoker.invoke(account, input, caller);
    if (service === "sqs" && operation === "ReceiveMessage") return longPolls.receive(input, caller);
    const run = operationOf(service, operation);
    if (!run) return awsError("NotImplementedException", `${operation} of ${service} is not built yet in this simulator.`);
    if (READS.test(operation)) {
      const outcome = run(account.state, input, contextOf(account, caller, undefined));
      return isAwsError(outcome) ? outcome : { output: outcome.output };
    }
    const sent = service === "lambda" ? await inspectCode(operation, input, account, accounts, codePackages) : undefined;
    const answer = await commits.command(account, caller.requestId, sent?.uploaded, () => run(account.state, input, contextOf(account, caller, sent?.code)));
    if (operation === "DeleteFunction") endDeleted(account);
    return answer;
  }

  /** Ends the environments of versions that are gone. */
  function endDeleted(account: Account): void {
    for (const [key, pool] of account.live.pools) {
      if (account.state["lambda.versions"].has(key)) continue;
      closeShare(account.live, pool);
      closePool(account.live, key);
    }
    hosts.sweep(account);
  }

  const simulator = openSimulator({
    store, accounts, references, code, commits, hosts, clock, agenda, saveSettings,
    settings: () => settings,
    setSettings: (changed) => {
      settings = changed;
      for (const account of accounts.all()) adopt(account);
      expiry.rearm();
      pump.freed();
    },
    afterReset: () => {
      pump.reset();
      duties.reset();
    },
    afterRecycle: () => {
      for (const account of accounts.all()) keeper.sync(account);
      pump.freed();
    },
    onChange: (scope, tables) => ports.onChange?.(scope, tables),
  });
  const ranUntil = Math.max(ranAt, ...accounts.all().map(({ state }) => lastKnownInstant(state)));
  if (Number.isFinite(ranUntil)) clock.notBefore(ranUntil);
  const sleptMs = Number.isFinite(ranUntil) ? clock.now() - ranUntil : 0;
  pump.start(sleptMs >= SLEPT_MS ? sleptMs : 0);
  poller.arm();
  for (const account of accounts.all()) {
    keeper.sync(account);
    duties.arm(account);
  }
  /** Bugs are reported here; whoever asked learns that there was one. */
  async function reported<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      reportBug(error);
      throw error;
    }
  }
  return {
    execute: (service, operation, input, caller) => reported(execute(service, operation, input, caller)),
    http: (request) => reported(endpoints.answer(request)),
    simulator,
    close: () => {
      open = false;
      longPolls.close();
      agenda.close();
      clockKeeper.close();
      clock.close();
      hosts.endAll();
    },
  };
}
