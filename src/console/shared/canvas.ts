/**
 * Gives a canvas a size in CSS pixels, and as many of its own as the screen has. Returns its context, scaled so that one
 * unit is one CSS pixel; null where the browser gives none. Setting the size empties the canvas.
 */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** Design tokens (`var(--…)`) as colours that a canvas understands, as they are now at this element, light or dark. */
export function resolvedColors<Name extends string>(at: Element, tokens: Readonly<Record<Name, string>>): Record<Name, string> {
  const probe = document.createElement("span");
  probe.hidden = true;
  at.parentElement?.append(probe);
  const colors = {} as Record<Name, string>;
  for (const name of Object.keys(tokens) as Name[]) {
    probe.style.color = tokens[name];
    colors[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colors;
}

/** Calls back when the canvas must be drawn from new: its width, the screen's density or light and dark changed. */
export function onCanvasChange(canvas: HTMLCanvasElement, redraw: () => void): () => void {
  const size = new ResizeObserver(redraw);
  size.observe(canvas.parentElement ?? canvas);
  const mode = new MutationObserver(redraw);
  mode.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  return () => {
    size.disconnect();
    mode.disconnect();
  };
}
