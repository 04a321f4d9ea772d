/**
 * The page's door to the cloud: starts this tab's cloud Worker and the host of the sandboxed frames, and offers the
 * AWS API as an SDK request handler. The only file of this layer that the console imports.
 */
import { createSdkRequestHandler, type SdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { CallRoute } from "./call-route.ts";
import { CloudPage } from "./cloud-page.ts";
import type { BridgeStanding, CloudChange, CloudProblem, CloudStatus, RuntimeProgress, WireRequest, WireResponse } from "./protocol.ts";

export type { BridgeStanding, CloudChange, CloudProblem, CloudStatus, RuntimeProgress };

export type CloudResponse = WireResponse;

export interface CloudRequest extends WireRequest {
  signal?: AbortSignal;
}

/** A learner's choice on the page that says why the cloud did not start. */
export type Recovery =
  /** Start again as before. */
  | "try-again"
  /** Keep the account in this tab's memory only: it ends with the tab. */
  | "keep-nothing"
  /** Delete what this browser keeps (every function, of every account), then start again. */
  | "delete-everything";

export interface Cloud {
  /**
   * One HTTP request to the AWS API in the browser, or to `/_lambdarium/…`. Waits while the cloud is starting;
   * rejects with an Error when it failed to start, and with the signal's reason when aborted.
   */
  send(request: CloudRequest): Promise<CloudResponse>;
  /** For `new LambdaClient({ requestHandler })`. */
  readonly requestHandler: SdkRequestHandler;
  status(): CloudStatus;
  /** Calls the listener at each change of status; returns the way to stop it. */
  onStatus(listener: (status: CloudStatus) => void): () => void;
  /** After each commit, of any tab or of the terminal. */
  onChange(listener: (change: CloudChange) => void): () => void;
  onProgress(listener: (progress: RuntimeProgress) => void): () => void;
  /** Whether terminals (AWS CLI, boto3 …) reach this cloud through the server that served the page, or that of another browser. */
  bridge(): BridgeStanding;
  onBridge(listener: (bridge: BridgeStanding) => void): () => void;
  /** Terminals shall reach this browser's account instead of another's. */
  takeTerminals(): void;
  /** Another tab deleted the account that this one showed; from now on it shows a new one, which is empty. */
  onReplaced(listener: () => void): () => void;
  recover(choice: Recovery): void;
  /**
   * Whether the SDK clients' calls go through a service worker, so that the browser's Network panel shows them. Slower by
   * some milliseconds a call; each tab decides for itself. Rejects, and changes nothing, where the service worker cannot start.
   */
  showCalls(shown: boolean): Promise<void>;
}

/**
 * Starts the cloud of this tab; call once a page. `document.documentElement.dataset.cloud` follows the status
 * (`starting`, `ready`, `failed`) as the idle signal of browser tests.
 */
export function connectCloud(): Cloud {
  const page = new CloudPage();
  page.start();
  const calls = new CallRoute((request) => page.send(request));
  return {
    send: (request) => page.send(request),
    requestHandler: createSdkRequestHandler((request) => calls.send(request)),
    status: () => page.status.value,
    onStatus: (listener) => page.status.listen(listener),
    onChange: (listener) => page.changes.listen(listener),
    onProgress: (listener) => page.progress.listen(listener),
    bridge: () => page.bridge.value,
    onBridge: (listener) => page.bridge.listen(listener),
    takeTerminals: () => page.takeTerminals(),
    onReplaced: (listener) => page.replaced.listen(listener),
    recover: (choice) => page.recover(choice),
    showCalls: (shown) => calls.show(shown),
  };
}
