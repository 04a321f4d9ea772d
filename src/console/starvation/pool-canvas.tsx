import { colorBorderDividerDefault } from "@cloudscape-design/design-tokens";
import { useEffect, useRef } from "react";
import type { Starvation } from "#simulation/starvation.ts";
import { fitCanvas, onCanvasChange, resolvedColors } from "../shared/canvas.ts";
import { CALLER_COLORS } from "./caller-words.ts";
import type { Scene } from "./use-scene.ts";

const COLUMNS = 50;
const GAP = 2;
const TOKENS = { free: colorBorderDividerDefault, first: CALLER_COLORS[0], second: CALLER_COLORS[1], third: CALLER_COLORS[2] };
/** By the number in the scene's cells. */
const OWNERS = ["free", "first", "second", "third"] as const;

interface PoolCanvasProps {
  readonly scene: Starvation;
  readonly onFrame: Scene["onFrame"];
  /** What the picture shows, in words. */
  readonly label: string;
  /** Names of the functions, in the order of the callers. */
  readonly names: readonly string[];
}

/** Every unit of the account's concurrency as a cell, in the colour of the function that it works for. Only what changed is drawn. */
export function PoolCanvas({ scene, onFrame, label, names }: PoolCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const rows = Math.ceil(scene.limit / COLUMNS);
    const drawn = new Int8Array(scene.limit);
    let context: CanvasRenderingContext2D | null = null;
    let colors = resolvedColors(element, TOKENS);
    let pitch = 0;
    const draw = () => {
      if (!context) return;
      for (let cell = 0; cell < scene.limit; cell++) {
        const owner = scene.cells[cell]!;
        if (drawn[cell] === owner) continue;
        drawn[cell] = owner;
        context.fillStyle = colors[OWNERS[owner]!];
        context.fillRect((cell % COLUMNS) * pitch, Math.floor(cell / COLUMNS) * pitch, pitch - GAP, pitch - GAP);
      }
    };
    const redraw = () => {
      colors = resolvedColors(element, TOKENS);
      pitch = Math.max(4, Math.floor((element.parentElement?.clientWidth ?? 500) / COLUMNS));
      context = fitCanvas(element, COLUMNS * pitch, rows * pitch);
      element.style.width = `${COLUMNS * pitch}px`;
      drawn.fill(-1);
      draw();
    };
    // Which cell lies under the pointer is arithmetic: nothing is looked up.
    const tell = ({ offsetX, offsetY }: PointerEvent) => {
      const cell = Math.floor(offsetY / pitch) * COLUMNS + Math.floor(offsetX / pitch);
      const owner = scene.cells[cell];
      element.title = owner === undefined ? "" : `Unit ${cell + 1}: ${owner === 0 ? "free" : names[owner - 1]}`;
    };
    redraw();
    element.addEventListener("pointermove", tell);
    const stop = onCanvasChange(element, redraw);
    onFrame(draw);
    return () => {
      element.removeEventListener("pointermove", tell);
      stop();
      onFrame(null);
    };
  }, [scene, onFrame, names]);
  return <canvas ref={canvas} role="img" aria-label={label} style={{ display: "block" }} />;
}
