import type { Cloud, CloudResponse } from "#cloud/connect.ts";
import type { Settings } from "#services/settings.ts";

const SETTINGS = "/_lambdarium/settings";

/** Where the settings that were read are kept, for every form that shows some of them. */
export const SETTINGS_KEY = ["simulator-settings"];

/** The simulator's settings of now. */
export async function readSettings(cloud: Cloud): Promise<Settings> {
  return settingsIn(await cloud.send({ method: "GET", path: SETTINGS, headers: {} }));
}

/** Changes some settings; resolves with all of them once they are kept. Rejects with the simulator's own sentence. */
export async function changeSettings(cloud: Cloud, change: Partial<Settings>): Promise<Settings> {
  const body = new TextEncoder().encode(JSON.stringify(change));
  return settingsIn(await cloud.send({ method: "PUT", path: SETTINGS, headers: { "content-type": "application/json" }, body }));
}

/** Forgets everything of every account and Region. */
export async function resetAccount(cloud: Cloud): Promise<void> {
  const response = await cloud.send({ method: "POST", path: "/_lambdarium/reset", headers: {} });
  if (response.status >= 300) throw refusal(response);
}

function settingsIn(response: CloudResponse): Settings {
  if (response.status !== 200) throw refusal(response);
  return JSON.parse(new TextDecoder().decode(response.body)) as Settings;
}

function refusal(response: CloudResponse): Error {
  const text = new TextDecoder().decode(response.body);
  let message = text;
  try {
    message = (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    // Not JSON: the text itself is all there is to show.
  }
  const error = new Error(message || `The simulator answered ${response.status}.`);
  error.name = "SettingsRefused";
  return error;
}
