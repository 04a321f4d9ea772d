/** A log event as CloudWatch Logs gives it. */
export interface LogLine {
  readonly stream: string;
  /** Epoch ms. */
  readonly timestamp: number;
  readonly message: string;
  /** The platform wrote it (START, REPORT …), not the code, which can print lines that look the same. */
  readonly platform?: boolean;
}

/** The version that a log stream belongs to: `2026/11/23/[3]0f…` → `3`. */
export function versionOfStream(stream: string): string {
  return /\[([^\]]+)\]/.exec(stream)?.[1] ?? "$LATEST";
}
