import type { Cloud } from "#cloud/connect.ts";
import type { Settings } from "#services/settings.ts";
import { simulatorCall } from "../aws/simulator.ts";

/** Where the settings that were read are kept, for every form that shows some of them. */
export const SETTINGS_KEY = ["simulator-settings"];

/** The simulator's settings of now. */
export const readSettings = async (cloud: Cloud): Promise<Settings> => (await simulatorCall(cloud, "GET", "settings")) as Settings;

/** Changes some settings; resolves with all of them once they are kept. Rejects with the simulator's own sentence. */
export const changeSettings = async (cloud: Cloud, change: Partial<Settings>): Promise<Settings> => (await simulatorCall(cloud, "PUT", "settings", change)) as Settings;

/** Forgets everything of every account and Region. */
export const resetAccount = async (cloud: Cloud): Promise<void> => void (await simulatorCall(cloud, "POST", "reset"));
