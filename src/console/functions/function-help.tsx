import type { Help } from "../shared/page.tsx";
import type { ConfigureSubtab, FunctionRoute, MonitorView, PageQualifier } from "../shared/routes.ts";

/** The idea behind the part of a function's page that is shown; where a part has none of its own, behind what the page stands on. */
export function functionHelp({ qualifier, tab, subtab, view }: FunctionRoute): Help {
  const own = tab === "configure" ? CONFIGURATION_HELP[subtab] : tab === "monitoring" ? MONITOR_HELP[view ?? "metrics"] : undefined;
  return own ?? qualifierHelp(qualifier);
}

const CONFIGURATION_HELP: Partial<Record<ConfigureSubtab, Help>> = {
  concurrency: {
    title: "Concurrency and throttling",
    body: (
      <>
        <p>Concurrency is how many requests run at the same time: requests per second times seconds per request. An account has 1,000 in each Region at first (many new accounts: 10), and all its functions share them.</p>
        <p>Reserved concurrency is a limit and a guarantee at once, and costs nothing. What is reserved is taken from everybody else, and 100 always stay unreserved.</p>
        <p>A synchronous request beyond the limit is refused with status 429. Tutorials call it a ThrottleError; the API's name is <code>TooManyRequestsException</code>, its text "Rate Exceeded.", and its <code>Reason</code> says which limit it was. An asynchronous event waits and is tried again.</p>
        <p>Provisioned concurrency keeps environments of a version or an alias initialised, for a price. Up to that number no request starts cold; beyond it, requests spill over to environments that do.</p>
        <p>Who needs more asks in Service Quotas, where older notes say to open a support ticket.</p>
      </>
    ),
  },
  async: {
    title: "Asynchronous invocation",
    body: (
      <>
        <p>The caller gets 202 as soon as the event is kept, and never hears what became of it. Lambda runs it later.</p>
        <p>An error of the function is tried twice more, after one minute and after two. Throttles and Lambda's own failures are another matter: they are tried again with waits from one second to five minutes until the event is too old, six hours at most, and do not count as retries.</p>
        <p>With a reserved concurrency of 0 nothing is tried: the event goes straight to the dead-letter queue or the on-failure destination. The request id stays the same over all attempts.</p>
      </>
    ),
  },
  destinations: {
    title: "Destinations",
    body: (
      <>
        <p>Where the record of an asynchronous invocation goes when it has ended, well or badly: the event, the answer, and how often it was tried. A dead-letter queue gets less, the event alone, and only of failures.</p>
        <p>Both may be set, and then both are used. A synchronous call uses neither: its caller has the answer.</p>
      </>
    ),
  },
  triggers: {
    title: "Triggers",
    body: (
      <>
        <p>What starts the function by itself. Buckets, topics and schedules hand over an event and go on (asynchronously); a load balancer and API Gateway wait for the answer; a queue is polled by Lambda, which deletes what was processed.</p>
        <p>Put triggers on an alias: when it is pointed at another version, they stay where they are.</p>
      </>
    ),
  },
};

const MONITOR_HELP: Partial<Record<MonitorView, Help>> = {
  environments: {
    title: "Execution environments and cold starts",
    body: (
      <>
        <p>An environment serves one request at a time. A request that finds none free starts one: its code is loaded and everything outside the handler runs (Init). That is the cold start; the requests after it find the environment warm, with its variables and <code>/tmp</code> as they were left.</p>
        <p>Since August 2025 AWS bills the time of Init as well. An environment that nobody uses is taken away after some minutes, and each version has its own: after a deployment every first request is cold.</p>
        <p>Functions in a VPC once waited many seconds for a network interface at each cold start. Since autumn 2019 the interface is made when the function is created or changed, and they start like any other. There is no VPC in this simulator.</p>
      </>
    ),
  },
  events: {
    title: "The life of an event",
    body: (
      <>
        <p>Every asynchronous event as a lane: its attempts, the waits between them, and how it ended. It ends exactly once: done, handed to a dead-letter queue or destination, or dropped.</p>
        <p>Fast-forward in the top bar skips the waits; what runs takes its true time.</p>
      </>
    ),
  },
};

/** What the page stands on, explained. */
function qualifierHelp(qualifier: PageQualifier): Help {
  switch (qualifier.kind) {
    case "latest":
      return {
        title: "The function and $LATEST",
        body: (
          <>
            <p>You always work on <code>$LATEST</code>, the one version that can change. Publishing copies its code and configuration into a numbered version that never changes again.</p>
            <p>Callers that must not meet your unfinished work call a version or an alias instead. Everything on this page, the Test tab included, is about <code>$LATEST</code>.</p>
          </>
        ),
      };
    case "version":
      return {
        title: "A published version",
        body: (
          <>
            <p>A version is a snapshot: its code, environment variables, memory, timeout and the rest of its configuration stay as they were when it was published. What you test here is this version, whatever happened to <code>$LATEST</code> since.</p>
            <p>What stands around it is not frozen: triggers, destinations, asynchronous invocation and provisioned concurrency are set for each version, and a new version starts without them.</p>
            <p>It has its own ARN, which ends in its number. Numbers are never used twice.</p>
          </>
        ),
      };
    case "alias":
      return {
        title: "An alias",
        body: (
          <>
            <p>An alias is a name that points at a version and can be pointed elsewhere at any time; callers keep its ARN. It cannot point at another alias.</p>
            <p>With weights, a share of the calls goes to a second published version. Each call is drawn by chance, so at few calls the split looks uneven.</p>
            <p>Provisioned concurrency of an alias follows it: with weights it lies on both versions in the same proportion. Pointed at another version, the alias keeps the version before answering until the new one is ready.</p>
          </>
        ),
      };
  }
}
