/** The families of runtimes that a browser can run. */
export type RuntimeFamily = "python" | "nodejs";

/** A runtime identifier as the console offers it. Source of names: AWS's table of runtimes, autumn 2026. */
export interface RuntimeInfo {
  readonly id: string;
  readonly label: string;
  /** What runs it here; `null`: a browser cannot run it. */
  readonly family: RuntimeFamily | null;
}

export const RUNTIMES: readonly RuntimeInfo[] = [
  { id: "nodejs24.x", label: "Node.js 24.x", family: "nodejs" },
  { id: "nodejs22.x", label: "Node.js 22.x", family: "nodejs" },
  { id: "python3.14", label: "Python 3.14", family: "python" },
  { id: "python3.13", label: "Python 3.13", family: "python" },
  { id: "python3.12", label: "Python 3.12", family: "python" },
  { id: "python3.11", label: "Python 3.11", family: null },
  { id: "java25", label: "Java 25", family: null },
  { id: "java21", label: "Java 21", family: null },
  { id: "java17", label: "Java 17", family: null },
  { id: "dotnet10", label: ".NET 10", family: null },
  { id: "ruby4.0", label: "Ruby 4.0", family: null },
  { id: "ruby3.4", label: "Ruby 3.4", family: null },
  { id: "provided.al2023", label: "Amazon Linux 2023", family: null },
];

/** What runs a runtime identifier here; null: a browser cannot run it. */
export const familyOf = (id: string | undefined): RuntimeFamily | null => RUNTIMES.find((runtime) => runtime.id === id)?.family ?? null;
