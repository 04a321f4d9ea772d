/** The simulator's own dials. They are not AWS's; the console's Settings page shows and changes them. */
export interface Settings {
  /** Length of State `Pending` after CreateFunction and PublishVersion, in ms; 0 is allowed. */
  readonly pendingMs: number;
  /** Length of LastUpdateStatus `InProgress` after an update, in ms; 0 is allowed. */
  readonly updateMs: number;
  /** An idle execution environment is reclaimed after this many ms. AWS does not say its own figure; 5–15 min is observed. */
  readonly environmentIdleMs: number;
  /** Whether handlers may use the network (`fetch`). Off by default. */
  readonly handlerNetwork: boolean;
  /** Concurrency of every account in every Region that had no higher quota approved: 1,000 by default at AWS, 10 in many new accounts. */
  readonly accountConcurrency: number;
  /** At most this many Python environments live at once in this browser; more would exhaust its memory. */
  readonly maxPythonEnvironments: number;
  /** The same for JavaScript environments, which are lighter. */
  readonly maxNodejsEnvironments: number;
  /** Preparation of provisioned concurrency before its first environment starts, in ms; one or two minutes at AWS. */
  readonly provisionedPreparationMs: number;
}

/** What is kept beside the dials. */
export interface KeptSettings extends Settings {
  /** How far simulated time is ahead of the wall clock, so that it never goes back. */
  readonly clockOffsetMs: number;
  /** When this cloud ran last (simulated, epoch ms); to half a minute where asynchronous events wait, else older. */
  readonly ranAt: number;
}

export const DEFAULT_SETTINGS: Settings = {
  pendingMs: 1500,
  updateMs: 1000,
  environmentIdleMs: 10 * 60_000,
  handlerNetwork: false,
  accountConcurrency: 1000,
  maxPythonEnvironments: 20,
  maxNodejsEnvironments: 250,
  provisionedPreparationMs: 90_000,
};

/** Bounds of the settings that are whole numbers, both inclusive; units as in {@link Settings}. */
export const SETTING_RANGES = {
  pendingMs: [0, 600_000],
  updateMs: [0, 600_000],
  environmentIdleMs: [1_000, 24 * 3_600_000],
  accountConcurrency: [1, 100_000],
  maxPythonEnvironments: [1, 100],
  maxNodejsEnvironments: [1, 1000],
  provisionedPreparationMs: [0, 600_000],
} as const satisfies { readonly [Name in keyof Settings as Settings[Name] extends number ? Name : never]: readonly [min: number, max: number] };
