/** Notes how a step is undone, should a later one fail. */
export type Undo = (step: () => Promise<unknown>) => void;

/** Runs steps; what was done when one fails is undone, the last first, and the failure is passed on. */
export async function allOrNothing<Result>(run: (undo: Undo) => Promise<Result>): Promise<Result> {
  const steps: (() => Promise<unknown>)[] = [];
  try {
    return await run((step) => steps.push(step));
  } catch (error) {
    // What cannot be undone either is not worth hiding the failure that led here.
    for (const step of steps.toReversed()) await step().catch(() => undefined);
    throw error;
  }
}
