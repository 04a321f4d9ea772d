import type { Help } from "../shared/page.tsx";

/** What topics are for beside functions. */
export const topicHelp: Help = {
  title: "Topics",
  body: (
    <>
      <p>A topic hands each message to everybody who is subscribed at that moment, and keeps nothing: without a subscription a message is gone. A queue that is subscribed keeps its copy until somebody reads it.</p>
      <p>For a function a topic can be three things: a trigger that starts it, the dead-letter queue of events that failed, or a destination of records.</p>
      <p>Standard topics only, with queues and functions as subscribers. FIFO topics, filter policies, e-mail and other protocols are not simulated.</p>
    </>
  ),
};
