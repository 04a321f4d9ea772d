import type { Help } from "../shared/page.tsx";

/** What log groups are. */
export const logGroupHelp: Help = {
  title: "Log groups",
  body: (
    <>
      <p>What functions print is kept in a log group, <code>/aws/lambda/</code> and the function's name unless it is configured otherwise. Each execution environment writes a stream of its own. Deleting a function leaves its group.</p>
      <p>At AWS stored logs cost money until they expire, and by default they never do: a retention is worth setting. Expired lines are hidden at once.</p>
      <p>A filter pattern is a list of terms: all must occur; <code>-term</code> must not; of several <code>?term</code> one is enough; <code>"two words"</code> belong together. Patterns for JSON fields, metric filters and Logs Insights are not simulated. This simulator keeps 10 MB of each log group and 40 MB of all of them, and deletes the oldest lines first.</p>
    </>
  ),
};
