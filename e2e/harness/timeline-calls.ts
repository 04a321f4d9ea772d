/** What the page of the environments' picture offers to who drives it. */
export interface TimelineSamples {
  /** Lengths of the page's frames, ms. */
  readonly frames: number[];
  /** Main-thread time of the picture's own frame callbacks, ms a frame. */
  readonly workMs: number;
}

declare global {
  interface Window {
    /** Draws `count` environments for `ms`; 0: an empty page, for comparison. */
    readonly timeline: { readonly measure: (count: number, ms: number) => Promise<TimelineSamples> };
  }
}
