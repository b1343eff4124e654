import type { Drawing } from './drawing.ts';

/** A drawing with what it was before and what was undone. */
export interface History {
  readonly now: Drawing;
  readonly before: readonly Drawing[];
  readonly undone: readonly Drawing[];
  /** What the last change was about; changes about the same thing in a row are undone together. */
  readonly about: string | null;
}

const STEPS_BACK_MAX = 200;

/** The history of a drawing of which nothing was changed. */
export function begin(drawing: Drawing): History {
  return { now: drawing, before: [], undone: [], about: null };
}

/** Goes on with another drawing. `about` names what is typed into, so that letters are not undone one by one. */
export function change(history: History, now: Drawing, about: string | null): History {
  if (now === history.now) return history;
  const isSame = about !== null && about === history.about;
  const before = isSame ? history.before : [...history.before, history.now].slice(-STEPS_BACK_MAX);
  return { now, before, undone: [], about };
}

/** Goes back by one change; the same where there is none. */
export function undo(history: History): History {
  const last = history.before.at(-1);
  if (last === undefined) return history;
  const { before, undone, now } = history;
  return { now: last, before: before.slice(0, -1), undone: [...undone, now], about: null };
}

/** Takes back what was undone last; the same where nothing was. */
export function redo(history: History): History {
  const next = history.undone.at(-1);
  if (next === undefined) return history;
  const { before, undone, now } = history;
  return { now: next, before: [...before, now], undone: undone.slice(0, -1), about: null };
}
