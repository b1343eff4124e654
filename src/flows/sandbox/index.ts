export type { OpenRooms, TrialRooms } from './stage.ts';
export { tryDrawing } from './try-drawing.ts';
