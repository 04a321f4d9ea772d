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
import { Timers } from "./timers.ts";
import { Announcer } from "./announcer.ts";
import { AsyncDispatcher } from "./async-dispatcher.ts";
import { ClockSaver } from "./clock-saver.ts";
import { CodeCache } from "./code-cache.ts";
import { CodeReferences } from "./code-references.ts";
import { Commits } from "./commits.ts";
import { BackgroundTasks } from "./background-tasks.ts";
import { EnvironmentExpiry } from "./environment-expiry.ts";
import { EnvironmentHosts } from "./environment-hosts.ts";
import { EnvironmentLimits } from "./environment-limits.ts";
import { InvocationMetrics } from "./invocation-metrics.ts";
import { HttpEndpoints } from "./http-endpoints.ts";
import { Invoker } from "./invoker.ts";
import { LongPolls } from "./long-polls.ts";
import type {
  Alarm, Caller, Chance, Changed, CodePackages, ControlPlane, Ids, MachineClock, Runtime, Scope, Store,
} from "./ports.ts";
import { ProvisionedManager } from "./provisioned-manager.ts";
import { inspectCode } from "./sent-code.ts";
import { RuntimeConnection } from "./runtime-connection.ts";
import { QueuePoller } from "./queue-poller.ts";
import { SERVICE_TASKS } from "./service-tasks.ts";
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
const CAPACITY_TABLES = ["lambda.concurrency", "lambda.provisioned", "lambda.aliases", "lambda.versions", "quotas.applied"] as const;
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
  const timers = new Timers(clock, clock, reportBug);
  const announcer = new Announcer(clock, (scope, tables, functions) => ports.onChange?.(scope, tables, functions), () => hosts.size);
  const environmentsChanged = (account: Account): void => announcer.tell(account.scope, ["simulator.environments"]);
  const hosts = new EnvironmentHosts(clock, environmentsChanged);
  const code = new CodeCache(store, codePackages);
  const expiry = new EnvironmentExpiry(accounts, hosts, timers, clock, () => settings.environmentIdleMs);
  let ingestions = 0;
  const commits = new Commits(store, accounts, references, (account, tables, changes, isAnswered) => {
    committed(account, tables, changes);
    const functions = changedFunctions(changes);
    // A change that a response waits for is told with that response.
    if (isAnswered) ports.onChange?.(account.scope, tables, functions);
    else announcer.tell(account.scope, tables, functions);
  }, reportBug);
  const connection = new RuntimeConnection(ports.runtime, timers, clock);
  const limits = new EnvironmentLimits(accounts, hosts, () => settings);
  const metrics = new InvocationMetrics(clock, timers, commits);
  const invoker = new Invoker({
    clock, ids, chance, code, commits, hosts,
    connection,
    metrics, limits,
    settings: () => settings,
    changed: environmentsChanged,
    afterRelease: (account) => {
      hosts.sweep(account);
      expiry.arm();
      provisionedManager.sync(account);
      dispatcher.freed();
      if (++ingestions % TRIM_EVERY === 0) commits.soon(account, () => expireLogEvents(account.state, clock.now()));
    },
  });

  let open = true;
  const waiting = {
    isOpen: () => open,
    accounts, timers, clock, commits, ids, invoker, metrics,
    context: (account: Account) => contextOf(account, {}, undefined),
    reportBug,
  };
  const dispatcher = new AsyncDispatcher(waiting);
  const poller = new QueuePoller(waiting);
  const longPolls = new LongPolls(waiting);
  const endpoints = new HttpEndpoints({ ...waiting, endpoints: ports.endpoints ?? ENDPOINTS });
  const tasks = new BackgroundTasks(SERVICE_TASKS, waiting);

  const provisionedManager = new ProvisionedManager({
    accounts, timers, clock, code, commits, connection, hosts, ids, limits,
    isOpen: () => open,
    settings: () => settings,
    changed: environmentsChanged,
    freed: () => dispatcher.freed(),
    reportBug,
  });

  /** Rules that live beside the tables follow them. */
  function committed(account: Account, tables: ReadonlySet<TableName>, changes: readonly Change[]): void {
    if (tables.has("lambda.concurrency") || tables.has("lambda.functions") || tables.has("quotas.applied")) adopt(account);
    if (tables.has("lambda.async-events")) dispatcher.follow(account, changes);
    if (tables.has("sqs.messages") || tables.has("lambda.event-source-mappings")) poller.arm();
    if (tables.has("sqs.messages") || tables.has("sqs.queues")) longPolls.changed(account);
    tasks.arm(account, tables);
    if (tables.has("lambda.provisioned") || tables.has("lambda.aliases") || tables.has("lambda.versions")) provisionedManager.sync(account);
    if (CAPACITY_TABLES.some((table) => tables.has(table))) dispatcher.freed();
  }
  const adopt = (account: Account): void => syncLimits(account.live, account.state, accountConcurrency(account.state, settings));
  for (const account of accounts.all()) adopt(account);
  accounts.onNew = adopt;
  clock.onSlept = (ms) => {
    expiry.slept(ms);
    dispatcher.slept(ms);
  };
  const saveSettings = (dials: Settings): Promise<void> => store.saveSettings({ ...dials, clockOffsetMs: clock.offsetMs, ranAt: clock.now() });
  const clockSaver = new ClockSaver(clock, () => saveSettings(settings), () => dispatcher.isWaiting, reportBug);
  clock.onLook = () => clockSaver.looked();
  clock.onJump = () => {
    announcer.tell("*", ["simulator.clock"]);
    clockSaver.jumped();
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
    store, accounts, references, code, commits, hosts, clock, timers, saveSettings,
    settings: () => settings,
    setSettings: (changed) => {
      settings = changed;
      for (const account of accounts.all()) adopt(account);
      expiry.rearm();
      dispatcher.freed();
    },
    afterReset: () => {
      dispatcher.reset();
      tasks.reset();
    },
    afterRecycle: () => {
      for (const account of accounts.all()) provisionedManager.sync(account);
      dispatcher.freed();
    },
    onChange: (scope, tables) => ports.onChange?.(scope, tables),
  });
  const ranUntil = Math.max(ranAt, ...accounts.all().map(({ state }) => lastKnownInstant(state)));
  if (Number.isFinite(ranUntil)) clock.notBefore(ranUntil);
  const sleptMs = Number.isFinite(ranUntil) ? clock.now() - ranUntil : 0;
  dispatcher.start(sleptMs >= SLEPT_MS ? sleptMs : 0);
  poller.arm();
  for (const account of accounts.all()) {
    provisionedManager.sync(account);
    tasks.arm(account);
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
      timers.close();
      clockSaver.close();
      clock.close();
      hosts.endAll();
    },
  };
}
