import {
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type CloudWatchLogsClient,
  type LogStream,
} from "@aws-sdk/client-cloudwatch-logs";
import { useRef } from "react";
import { useCloud } from "../../aws/cloud-context.tsx";
import { useAwsQuery } from "../../aws/operations.ts";
import { simulatorCall } from "../../aws/simulator.ts";
import { versionOfStream, type LogLine } from "./log-line.ts";

/** One execution environment's stream, with the newest lines of it. */
export interface RecentStream {
  readonly name: string;
  readonly version: string;
  /** Epoch ms. */
  readonly lastEventAt: number;
  /** Changes whenever something is written to the stream; absent where that is not known. */
  readonly token?: string;
  /** Oldest first. */
  readonly lines: readonly LogLine[];
}

/** The newest streams and lines only: the page stays quick however much was logged. A search reads all of a group: an answer holds 1 MB, a group 10. */
export const LIMITS = { streams: 20, linesPerStream: 1000, pagesOfStreams: 10, matches: 1000, pagesOfMatches: 12 } as const;

/**
 * The newest log streams of a group, newest first, with their newest lines; of all versions, or of those given. An
 * empty list where nothing was ever logged. `also` is a stream that is wanted however old it is; it comes last. While
 * `live`, every new log line anywhere fetches it again, as far as its stream has changed; otherwise it is read once.
 */
export function useRecentStreams(group: string, versions: readonly string[] | undefined, live: boolean, also?: string) {
  const { cloud, region } = useCloud();
  const before = useRef<ReadonlyMap<string, RecentStream>>(new Map());
  return useAwsQuery(
    "logs",
    ["recent-streams", group, versions ?? null, also ?? null],
    async (client, abortSignal): Promise<RecentStream[]> => {
      const newest = await newestStreams(client, group, versions, abortSignal);
      const missing = also === undefined || newest.length === 0 || newest.some(({ name }) => name === also) ? undefined : also;
      const streams = missing === undefined ? newest : [...newest, ...(await streamNamed(client, group, missing, abortSignal))];
      const known = before.current;
      const same = (stream: Omit<RecentStream, "lines">): RecentStream | undefined => {
        const found = known.get(`${region}|${group}|${stream.name}`);
        return stream.token !== undefined && found?.token === stream.token ? found : undefined;
      };
      const changed = await Promise.all(
        streams
          .filter((stream) => same(stream) === undefined)
          .map(async (stream) => {
            const input = { logGroupName: group, logStreamName: stream.name, limit: LIMITS.linesPerStream };
            const { events = [] } = await client.send(new GetLogEventsCommand(input), { abortSignal });
            return { ...stream, events };
          }),
      );
      // Asked for after the lines: then it knows all of them.
      const asked = new URLSearchParams({ region, group, streams: changed.map(({ name }) => name).join(",") });
      const platform = changed.length === 0 ? {} : ((await simulatorCall(cloud, "GET", `platform-lines?${asked.toString()}`)) as Record<string, string[]>);
      const fresh = new Map(
        changed.map(({ events, ...stream }): [string, RecentStream] => {
          const marked = new Set(platform[stream.name]);
          const lines = events.map(({ timestamp = 0, message = "" }) => ({ stream: stream.name, timestamp, message, platform: marked.has(`${timestamp} ${message}`) }));
          return [stream.name, { ...stream, lines }];
        }),
      );
      const read = streams.map((stream) => fresh.get(stream.name) ?? same(stream) ?? { ...stream, lines: [] });
      before.current = new Map(read.map((stream) => [`${region}|${group}|${stream.name}`, stream]));
      return read;
    },
    { enabled: (query) => live || query.state.data === undefined, placeholderData: (previous) => previous },
  );
}

/** The stream of a name, or none. */
async function streamNamed(client: CloudWatchLogsClient, logGroupName: string, logStreamNamePrefix: string, abortSignal: AbortSignal): Promise<Omit<RecentStream, "lines">[]> {
  const { logStreams = [] } = await client.send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix }), { abortSignal });
  // Names are sorted: the one that is its own prefix comes first.
  return logStreams.slice(0, 1).filter(({ logStreamName }) => logStreamName === logStreamNamePrefix).map(described);
}

async function newestStreams(
  client: CloudWatchLogsClient,
  logGroupName: string,
  versions: readonly string[] | undefined,
  abortSignal: AbortSignal,
): Promise<Omit<RecentStream, "lines">[]> {
  const found: Omit<RecentStream, "lines">[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < LIMITS.pagesOfStreams && found.length < LIMITS.streams; page++) {
    const input = { logGroupName, orderBy: "LastEventTime", descending: true, ...(nextToken === undefined ? {} : { nextToken }) } as const;
    try {
      const answer = await client.send(new DescribeLogStreamsCommand(input), { abortSignal });
      found.push(...(answer.logStreams ?? []).map(described).filter(({ version }) => versions === undefined || versions.includes(version)));
      nextToken = answer.nextToken;
    } catch (error) {
      // The group comes with the first line that is logged.
      if ((error as Error).name === "ResourceNotFoundException") return [];
      throw error;
    }
    if (nextToken === undefined) break;
  }
  return found.slice(0, LIMITS.streams);
}

function described({ logStreamName: name = "", lastEventTimestamp = 0, uploadSequenceToken: token }: LogStream): Omit<RecentStream, "lines"> {
  return { name, version: versionOfStream(name), lastEventAt: lastEventTimestamp, ...(token !== undefined && { token }) };
}

/**
 * The newest lines that match a filter pattern, oldest first: of these streams, or of the whole group. Upper and lower
 * case count, as in CloudWatch Logs. An empty pattern asks for nothing. While not `live`, each search is made once.
 */
export function useMatchingLines(group: string, streams: readonly string[] | undefined, pattern: string, live: boolean) {
  return useAwsQuery(
    "logs",
    ["FilterLogEvents", group, streams ?? null, pattern],
    async (client, abortSignal): Promise<LogLine[]> => {
      const lines: LogLine[] = [];
      let nextToken: string | undefined;
      for (let page = 0; page < LIMITS.pagesOfMatches; page++) {
        const answer = await client.send(
          new FilterLogEventsCommand({ logGroupName: group, ...(streams === undefined ? {} : { logStreamNames: [...streams] }), filterPattern: pattern, ...(nextToken === undefined ? {} : { nextToken }) }),
          { abortSignal },
        );
        for (const { logStreamName: stream = "", timestamp = 0, message = "" } of answer.events ?? []) lines.push({ stream, timestamp, message });
        nextToken = answer.nextToken;
        if (nextToken === undefined) break;
      }
      return lines.slice(-LIMITS.matches);
    },
    { enabled: (query) => (live || query.state.data === undefined) && pattern !== "" && streams?.length !== 0, placeholderData: (previous) => previous },
  );
}

/** A filter pattern that matches the text as it stands, whatever signs it holds. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
