import events from "events/";

/** `node:events`. The package is Node.js's code of some years ago; what came since is added. */
export const eventsModule = Object.assign(events, {
  setMaxListeners: (count: number, ...targets: Array<{ setMaxListeners?: (count: number) => unknown }>) => {
    for (const target of targets) target.setMaxListeners?.(count);
  },
  getEventListeners: (target: { listeners: (event: string) => unknown[] }, event: string) => target.listeners(event),
  errorMonitor: Symbol.for("events.errorMonitor"),
  captureRejectionSymbol: Symbol.for("nodejs.rejection"),
});
