/** How large a step is drawn. */
export const STEP_WIDTH = 240;
export const STEP_HEIGHT = 76;
/** So much room takes the word of a way out. */
const OUTPUT_WIDTH = 92;

/** How wide a step is drawn that has so many ways out. */
export function stepWidth(outputs: number): number {
  return Math.max(STEP_WIDTH, outputs * OUTPUT_WIDTH);
}
