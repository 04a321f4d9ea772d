/** A running host of sandboxed frames on this page: the port goes to the cloud Worker. */
export interface Sandbox {
  readonly port: MessagePort;
  close(): void;
}

/** Starts the host of the sandboxed frames in which the learner's code runs. */
export function openSandbox(): Sandbox {
  const channel = new MessageChannel();
  return { port: channel.port2, close: () => channel.port1.close() };
}
