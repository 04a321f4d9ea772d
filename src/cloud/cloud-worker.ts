/** Entry of a tab's cloud Worker. */
import type { PageToWorker, WorkerToPage } from "./protocol.ts";
import { WorkerCloud } from "./worker-cloud.ts";

const page = globalThis as unknown as { postMessage(message: WorkerToPage): void; onmessage: (event: MessageEvent<PageToWorker>) => void };
const cloud = new WorkerCloud((message) => page.postMessage(message));
page.onmessage = ({ data }) => cloud.receive(data);
