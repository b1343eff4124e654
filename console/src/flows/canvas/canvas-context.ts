import { createContext, useContext } from 'react';
import type { Drawing, Output } from '../drawing/drawing.ts';
import type { FlowComponent } from '../flow-queries.ts';
import type { useFlowWords } from '../use-flow-words.ts';
import type { Box } from './route-way.ts';

/** What is said about a step or a way by its colour: of a run, or of what was changed. */
export type Mark = 'visited' | 'waiting' | 'failed' | 'untouched' | 'added' | 'removed' | 'changed';

/** What everything on the canvas knows. */
export interface CanvasState {
  readonly drawing: Drawing;
  readonly components: ReadonlyMap<string, FlowComponent>;
  readonly words: ReturnType<typeof useFlowWords>;
  readonly outputsOf: (id: string) => readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly problemsOf: (id: string) => number;
  readonly markOf: (id: string) => Mark | undefined;
  readonly wayMarkOf: (way: Output) => Mark | undefined;
  /** The step that Tab leads to; arrows go on from there. */
  readonly active: string | null;
  /** Null: one only looks. */
  readonly edit: CanvasEdit | null;
  readonly onKey: (id: string, event: React.KeyboardEvent) => void;
  readonly onFocus: (id: string) => void;
}

/** What can be done from a step or a way. */
export interface CanvasEdit {
  readonly addAfter: (output: Output) => void;
}

export const CanvasContext = createContext<CanvasState | null>(null);

/** The canvas on which a step stands. */
export function useCanvas(): CanvasState {
  const state = useContext(CanvasContext);
  if (state === null) throw new Error('steps stand on a canvas');
  return state;
}

/** Where steps stand, for lines to go around them: apart from the rest, since it changes with every move of the mouse. */
export const BoxesContext = createContext<readonly Box[]>([]);
