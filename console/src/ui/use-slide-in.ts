import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type RefObject } from 'react';

const SLIDE_MS = 220;
/** So many at once are not followed by the eye: they are simply there. */
const ROWS_MAX = 12;

/**
 * Rows that come in at the top push the others down softly. The body of the table moves as one: a transition of each
 * row costs a hundred times as much.
 */
export function useSlideIn({
  body,
  virtual,
  firstKey,
  indexOf,
  topKey,
  isWanted,
}: {
  readonly body: RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly firstKey: string | null;
  /** Where a row stands that was the first; -1 when it is gone. */
  readonly indexOf: (key: string) => number;
  /** Another value: other rows from here on, which are simply there. */
  readonly topKey: string | number | undefined;
  readonly isWanted: boolean;
}): void {
  const before = useRef({ firstKey, topKey });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { firstKey, topKey };
    if (!isWanted || last.firstKey === null || last.topKey !== topKey) return;
    const index = last.firstKey === firstKey ? 0 : indexOf(last.firstKey);
    if (index < 1 || index > ROWS_MAX) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const px = virtual.measurementsCache[index]?.start ?? 0;
    body.current?.animate([{ transform: `translateY(-${px}px)` }, { transform: 'none' }], {
      duration: SLIDE_MS,
      easing: 'ease-out',
    });
  });
}
