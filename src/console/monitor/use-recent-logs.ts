import {
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type CloudWatchLogsClient,
} from "@aws-sdk/client-cloudwatch-logs";
import { useAwsQuery } from "../aws/operations.ts";
import { versionOfStream, type LogLine } from "./invocations.ts";

/** One execution environment's stream, with the newest lines of it. */
export interface RecentStream {
  readonly name: string;
  readonly version: string;
  /** Epoch ms. */
  readonly lastEventAt: number;
  /** Oldest first. */
  readonly lines: readonly LogLine[];
}

/** The newest streams and lines only: the page stays quick however much was logged. */
export const LIMITS = { streams: 20, linesPerStream: 1000, pagesOfStreams: 10, matches: 1000, pagesOfMatches: 5 } as const;

/**
 * The newest log streams of a group, newest first, with their newest lines; of all versions, or of those given. An
 * empty list where nothing was ever logged. While `live`, every new log line anywhere fetches it again.
 */
export function useRecentStreams(group: string, versions: readonly string[] | undefined, live: boolean) {
  return useAwsQuery(
    "logs",
    ["recent-streams", group, versions ?? null],
    async (client, abortSignal): Promise<RecentStream[]> => {
      const streams = await newestStreams(client, group, versions, abortSignal);
      return Promise.all(
        streams.map(async (stream) => {
          const input = { logGroupName: group, logStreamName: stream.name, limit: LIMITS.linesPerStream };
          const { events = [] } = await client.send(new GetLogEventsCommand(input), { abortSignal });
          return { ...stream, lines: events.map(({ timestamp = 0, message = "" }) => ({ stream: stream.name, timestamp, message })) };
        }),
      );
    },
    { enabled: live },
  );
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
      for (const { logStreamName: name = "", lastEventTimestamp = 0 } of answer.logStreams ?? []) {
        const version = versionOfStream(name);
        if (versions === undefined || versions.includes(version)) found.push({ name, version, lastEventAt: lastEventTimestamp });
      }
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

/** The newest lines of these streams that hold a text, oldest first; upper and lower case count, as in CloudWatch Logs. */
export function useMatchingLines(group: string, streams: readonly string[], text: string, live: boolean) {
  return useAwsQuery(
    "logs",
    ["FilterLogEvents", group, streams, text],
    async (client, abortSignal): Promise<LogLine[]> => {
      const lines: LogLine[] = [];
      let nextToken: string | undefined;
      for (let page = 0; page < LIMITS.pagesOfMatches; page++) {
        const answer = await client.send(
          new FilterLogEventsCommand({ logGroupName: group, logStreamNames: [...streams], filterPattern: quoted(text), ...(nextToken === undefined ? {} : { nextToken }) }),
          { abortSignal },
        );
        for (const { logStreamName: stream = "", timestamp = 0, message = "" } of answer.events ?? []) lines.push({ stream, timestamp, message });
        nextToken = answer.nextToken;
        if (nextToken === undefined) break;
      }
      return lines.slice(-LIMITS.matches);
    },
    { enabled: live && text !== "" && streams.length > 0, placeholderData: (previous) => previous },
  );
}

/** A filter pattern that matches the text as it stands, whatever signs it holds. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
