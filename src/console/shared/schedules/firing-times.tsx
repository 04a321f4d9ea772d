import { utcTime } from "./schedule.ts";

interface FiringTimesProps {
  /** Epoch ms, the next first. */
  readonly next: readonly number[];
  /** What stands for the first time where it comes with the making. */
  readonly first?: string;
}

/** When a schedule that is being typed would fire. */
export function FiringTimes({ next, first }: FiringTimesProps) {
  return (
    <span>
      {next.length === 1 ? "It fires once" : "It fires next"}: {next.map((at, index) => (index === 0 && first !== undefined ? first : utcTime(at))).join("; ")}.
    </span>
  );
}
