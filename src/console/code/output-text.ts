import type { TestRun } from "../shared/testing/test-runs.ts";

/**
 * The text of the OUTPUT panel, in the layout that AWS documents for the code editor (Developer Guide, "Create your
 * first Lambda function"): status, event, response, log, request id.
 */
export function outputText({ eventName, outcome }: TestRun): string {
  const head = (status: string) => `Status: ${status}\nTest Event Name: ${eventName}\n`;
  switch (outcome.kind) {
    case "cancelled":
      return `${head("Stopped")}\nYou stopped waiting. The function may have gone on to its end.\n`;
    case "accepted":
      return `${head("Accepted")}\nLambda took the event into its queue and runs it from there.\n\nRequest ID\n${outcome.requestId}\n`;
    case "refused":
      return `${head("Failed")}\nCalling the invoke API action failed with this message: ${outcome.error.message}\n`;
    case "answered":
      return [
        head(outcome.functionError === undefined ? "Succeeded" : "Failed"),
        `Response\n${outcome.response}\n`,
        `Function Logs\n${outcome.logTail.trimEnd()}\n`,
        `Request ID\n${outcome.requestId}\n`,
      ].join("\n");
  }
}
