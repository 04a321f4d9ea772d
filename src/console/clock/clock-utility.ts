import type { TopNavigationProps } from "@cloudscape-design/components/top-navigation";
import { absoluteTime } from "../shared/times.ts";
import { distance } from "../shared/distance.ts";
import { clockText, differs, nextWords } from "./clock-words.ts";
import { useClock } from "./use-clock.ts";

/** The clock's menu in the top bar: real time, fast-forward, next event. */
export function useClockUtility(): TopNavigationProps.MenuDropdownUtility {
  const { view, now, setMode, nextEvent } = useClock();
  const text = view === undefined ? "Real time" : clockText(view, absoluteTime(new Date(now)));
  const ahead = view !== undefined && differs(view) ? `Simulated time is ${distance(view.offsetMs)} ahead of the wall clock.` : "Simulated time is the wall clock's.";
  const check = (mode: string) => (view?.mode === mode ? { iconName: "check" as const } : {});
  return {
    type: "menu-dropdown",
    text,
    title: ahead,
    description: view === undefined ? ahead : `${ahead} Next: ${nextWords(view, now)}.`,
    ariaLabel: `Clock: ${text}`,
    disableTextCollapse: view !== undefined && differs(view),
    items: [
      { id: "real-time", text: "Real time", ...check("real-time") },
      { id: "fast-forward", text: "Fast-forward: skip what is idle, a day at most", ...check("fast-forward") },
      { id: "next-event", text: "Next event", disabled: view === undefined || view.nextEventAt === null, disabledReason: "Nothing is waiting for an instant." },
    ],
    onItemClick: ({ detail }) => {
      if (detail.id === "next-event") nextEvent();
      else setMode(detail.id === "fast-forward" ? "fast-forward" : "real-time");
    },
  };
}
