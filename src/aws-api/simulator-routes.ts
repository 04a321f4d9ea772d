import type { ScopedTo, Simulator } from "#control-plane/ports.ts";
import { parseJson, writePlainJson } from "./protocols/json-body.ts";
import { WireFormatError } from "./protocols/protocol.ts";
import { callerOf, signingScope } from "./caller.ts";
import { checkSettings, SettingsProblem } from "./settings-input.ts";
import type { HttpAnswer, HttpCall } from "./wire.ts";

/** What stands under this path is the simulator's own and no part of AWS. */
export const SIMULATOR_PATH = "/_lambdarium/";

/**
 * Answers, under `/_lambdarium/`: `GET` and `PUT settings`, `POST reset`, `GET code/<sha256>`; `GET` and `PUT clock`,
 * `POST clock/next-event`; `GET environments`, `POST environments/recycle`, `GET async-events`, `GET log-limits`,
 * `GET platform-lines?group=&streams=` (names with commas between). The last five are about one account and Region: the request's
 * signature's, or `?account=` and `?region=`.
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
    case "GET clock":
      return json(simulator.clock());
    case "PUT clock":
      return changeClock(call, simulator);
    case "POST clock/next-event":
      return json(await simulator.nextEvent());
    case "GET environments":
      return json(simulator.environments(placeOf(call)));
    case "POST environments/recycle":
      return recycle(call, simulator);
    case "GET log-limits":
      return json(simulator.logLimits(placeOf(call), call.query.get("group") ?? ""));
    case "GET async-events":
      return json(simulator.asyncEvents(placeOf(call), call.query.get("function") ?? undefined));
    case "GET platform-lines":
      return json(simulator.platformLines(placeOf(call), call.query.get("group") ?? "", (call.query.get("streams") ?? "").split(",")));
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

async function changeClock(call: HttpCall, simulator: Simulator): Promise<HttpAnswer> {
  const mode = memberOf(call, "mode");
  if (mode !== "real-time" && mode !== "fast-forward") return refuse(400, 'The clock\'s mode is "real-time" or "fast-forward".');
  return json(await simulator.setClockMode(mode));
}

async function recycle(call: HttpCall, simulator: Simulator): Promise<HttpAnswer> {
  const functionName = memberOf(call, "functionName");
  if (functionName !== undefined && typeof functionName !== "string") return refuse(400, "functionName must be the name of a function.");
  const region = memberOf(call, "region");
  const place = placeOf(call);
  await simulator.recycle(typeof region === "string" ? { ...place, region } : place, functionName);
  return { status: 204, headers: {}, body: null };
}

/** A member of the JSON object in a call's body; undefined where there is none. */
function memberOf(call: HttpCall, name: string): unknown {
  try {
    const body = call.body.length === 0 ? {} : parseJson(call.body);
    return typeof body === "object" && body !== null && Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
  } catch (problem) {
    if (problem instanceof WireFormatError) return undefined;
    throw problem;
  }
}

function placeOf(call: HttpCall): ScopedTo {
  const { accountId, region } = callerOf(call, signingScope(call), "");
  return { accountId: call.query.get("account") ?? accountId, region: call.query.get("region") ?? region };
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
