/** How large a step is drawn. */
export const STEP_WIDTH = 240;
export const STEP_HEIGHT = 76;
