import type { Simulator } from "#control-plane/ports.ts";
import { parseJson, writePlainJson } from "./protocols/json-body.ts";
import { WireFormatError } from "./protocols/protocol.ts";
import { checkSettings, SettingsProblem } from "./settings-input.ts";
import type { HttpAnswer, HttpCall } from "./wire.ts";

/** What stands under this path is the simulator's own and no part of AWS. */
export const SIMULATOR_PATH = "/_lambdarium/";

/**
 * Answers `GET` and `PUT /_lambdarium/settings`, `POST /_lambdarium/reset` and `GET /_lambdarium/code/<sha256>`.
 *
 * @param offered "downloads": only the last, for calls that come from outside the page
 */
export async function answerSimulatorCall(call: HttpCall, simulator: Simulator, offered: "all" | "downloads"): Promise<HttpAnswer> {
  const name = call.path.slice(SIMULATOR_PATH.length);
  if (name.startsWith("code/")) return download(call, simulator, name.slice("code/".length));
  if (offered === "downloads") return refuse(403, "The simulator's own settings are changed on its page only, not from a terminal.");
  switch (`${call.method} ${name}`) {
    case "GET settings":
      return json(simulator.settings());
    case "PUT settings":
      return changeSettings(call, simulator);
    case "POST reset":
      await simulator.reset();
      return { status: 204, headers: {}, body: null };
    default:
      return refuse(404, `The simulator has no ${call.method} ${call.path}.`);
  }
}

async function changeSettings(call: HttpCall, simulator: Simulator): Promise<HttpAnswer> {
  try {
    return json(await simulator.changeSettings(checkSettings(parseJson(call.body))));
  } catch (problem) {
    if (problem instanceof SettingsProblem || problem instanceof WireFormatError) return refuse(400, problem.message);
    throw problem;
  }
}

async function download(call: HttpCall, simulator: Simulator, sha256: string): Promise<HttpAnswer> {
  if (call.method !== "GET") return refuse(405, "A deployment package can only be read.");
  const zip = /^[A-Za-z0-9_-]{43}=?$/.test(sha256) ? await simulator.code(sha256) : undefined;
  if (!zip) return refuse(404, "There is no deployment package under this address. Its function may have been deleted or its code replaced.");
  return { status: 200, headers: { "content-type": "application/zip", "x-content-type-options": "nosniff" }, body: zip as Uint8Array<ArrayBuffer> };
}

function json(value: unknown, status = 200): HttpAnswer {
  return { status, headers: { "content-type": "application/json" }, body: writePlainJson(value) };
}

function refuse(status: number, message: string): HttpAnswer {
  return json({ message }, status);
}
