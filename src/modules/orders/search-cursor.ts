import type { Instant } from '../../kernel/clock.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';

/** A place in the list of orders, newest first: everything behind it is older. */
export interface Place {
  readonly placedAt: Instant;
  readonly orderId: number;
}

/** The first page begins here: after no order (year 10000). */
export const BEGINNING: Place = { placedAt: 253_402_300_800_000, orderId: Number.MAX_SAFE_INTEGER };
/** No order is placed before (year 1). */
export const EARLIEST: Instant = -62_135_596_800_000;

/** A place as text that callers hand back unread. */
export function placeToText({ placedAt, orderId }: Place): string {
  return Buffer.from(JSON.stringify([placedAt, orderId])).toString('base64url');
}

/** Reads a place back; anything that we have not written is refused. */
export function placeFromText(text: string): Place | Refusal {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 2 && parts.every(Number.isSafeInteger)) {
      const [placedAt, orderId] = parts as [number, number];
      if (placedAt >= EARLIEST && placedAt <= BEGINNING.placedAt) return { placedAt, orderId };
    }
  } catch {
    // Not JSON: refused below like everything else.
  }
  return refuse('invalid_request', 'The cursor is not one that a page of orders has given.', {
    field: 'cursor',
  });
}

/** True when the first place comes later in the list than the second. */
export function isBehind(place: Place, other: Place): boolean {
  return (
    place.placedAt < other.placedAt ||
    (place.placedAt === other.placedAt && place.orderId < other.orderId)
  );
}
