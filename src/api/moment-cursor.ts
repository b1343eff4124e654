import { instantFromText, instantToText, type Instant } from '../kernel/clock.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';

/** Where a page of things ended that are listed by when they began, newest first. */
export interface MomentPlace {
  readonly at: Instant;
  readonly id: string;
}

const CURSOR = /^(.+),([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The place that a cursor names; null: the list is read from its beginning. */
export function readMomentCursor(cursor: string | null): MomentPlace | null | Refusal {
  if (cursor === null) return null;
  const [, text, id] = CURSOR.exec(cursor) ?? [];
  const at = text === undefined ? null : instantFromText(text);
  if (at === null || id === undefined) {
    return refuse('invalid_request', 'The cursor is none that a page before gave.', {
      field: 'cursor',
    });
  }
  return { at, id };
}

/** The cursor of the next page; null: there is none. */
export function writeMomentCursor(place: MomentPlace | null): string | null {
  return place === null ? null : `${instantToText(place.at)},${place.id}`;
}
