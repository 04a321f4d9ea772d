import { useCallback, useEffect, useRef, useState } from "react";
import { Starvation, type CallerHistory } from "#simulation/starvation.ts";

/** Figures and words change this often; the picture changes with every frame. */
const FIGURES_MS = 500;
/** A frame that comes late does not make the scene jump: at most this much passes. */
const MOST_MS = 100;

export interface Scene {
  readonly scene: Starvation;
  readonly histories: readonly CallerHistory[];
  readonly running: boolean;
  readonly setRunning: (running: boolean) => void;
  readonly setRate: (caller: number, ratePerSecond: number) => void;
  /** -1 takes the reservation away. */
  readonly setReserved: (caller: number, reserved: number) => void;
  readonly restart: () => void;
  /** Sets who draws after every frame that the scene moved on; always the same function. */
  readonly onFrame: (draw: (() => void) | null) => void;
}

/** The scene, running by the frames of the browser: one that is not seen stands still. */
export function useScene(): Scene {
  const [run, setRun] = useState(1);
  const [scene, setScene] = useState(() => new Starvation("scene-1"));
  const [histories, setHistories] = useState(() => scene.histories());
  const [running, setRunning] = useState(true);
  const drawing = useRef<(() => void) | null>(null);
  const onFrame = useCallback((draw: (() => void) | null) => {
    drawing.current = draw;
  }, []);

  useEffect(() => {
    if (!running) return undefined;
    let frame = 0;
    let last: number | null = null;
    let shownAt = 0;
    const step = (now: number) => {
      if (last !== null) scene.advance(scene.now + Math.min(MOST_MS, now - last));
      last = now;
      drawing.current?.();
      if (now - shownAt >= FIGURES_MS) {
        shownAt = now;
        setHistories(scene.histories());
      }
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [scene, running]);

  const turn = (change: () => void) => {
    change();
    setHistories(scene.histories());
  };
  return {
    scene,
    histories,
    running,
    setRunning,
    setRate: (caller, ratePerSecond) => turn(() => scene.setRate(caller, ratePerSecond)),
    setReserved: (caller, reserved) => turn(() => scene.setReserved(caller, reserved)),
    restart: () => {
      const next = new Starvation(`scene-${run + 1}`);
      setRun(run + 1);
      setScene(next);
      setHistories(next.histories());
      setRunning(true);
    },
    onFrame,
  };
}
