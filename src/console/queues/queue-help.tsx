import type { Help } from "../shared/page.tsx";

/** What queues are for beside functions. */
export const queueHelp: Help = {
  title: "Queues",
  body: (
    <>
      <p>A queue keeps messages until somebody reads and deletes them. For a function it can be three things: a trigger that feeds it, the dead-letter queue of events that failed, or a destination of records.</p>
      <p>Reading a message hides it for the visibility timeout; if it is not deleted meanwhile, it comes back. Looking at messages on this page counts as reading, as in AWS's own console.</p>
      <p>Standard queues only. FIFO queues are not simulated.</p>
    </>
  ),
};
