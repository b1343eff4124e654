import type { Principal } from '../modules/access/index.ts';
import {
  CLASSES_SEEN,
  FIELD_CLASSES,
  FREE_FORM_FIELDS,
  type ViewRole,
} from '../../contracts/views.ts';

/** What somebody sees of an answer. */
export interface View {
  /** False: the field of this name is hidden. */
  shows(name: string): boolean;
  /** A copy without what is hidden. */
  json(value: unknown): unknown;
  /** The same for JSON text. */
  text(json: string): string;
}

const views = new Map<string, View>();

/** How a caller sees answers, streams and exports; null for those who see everything, which then costs nothing. */
export function viewFor(principal: Principal): View | null {
  const { view } = principal;
  if (view === null) return null;
  const name = view.join(' ');
  let known = views.get(name);
  if (known === undefined) {
    known = viewOf(view);
    views.set(name, known);
  }
  return known;
}

/** The view of roles that see some fields only: what any of them sees. */
export function viewOf(roles: readonly ViewRole[]): View {
  const classes = new Set(roles.flatMap((role) => CLASSES_SEEN[role]));
  const shown = new Set(
    [...FIELD_CLASSES].filter(([, each]) => classes.has(each)).map(([name]) => name),
  );
  const json = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = {};
    for (const [name, content] of Object.entries(value)) {
      if (shown.has(name)) copy[name] = FREE_FORM_FIELDS.has(name) ? content : json(content);
    }
    return copy;
  };
  return {
    shows: (name) => shown.has(name),
    json,
    text: (text) => JSON.stringify(json(JSON.parse(text))),
  };
}
