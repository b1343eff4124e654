export type { OpenRooms, TrialRooms } from './stage.ts';
export { tryDrawing, tryDrawingOnCall, tryDrawingOnCalls } from './try-drawing.ts';
