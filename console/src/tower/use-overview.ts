import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answerOf, client } from '../client/client.ts';
import { useLiveEvents } from '../client/live.tsx';
import { useNow } from '../ui/figures.tsx';
import { FlowBook, type Flow } from './flow-book.ts';

/** What is not told by events, and what was counted, is asked for anew so often. */
const SETTLE_MS = 3_000;
const MINUTE_MS = 60_000;

/** Over how many hours the reader looks at moves. */
export type Hours = 1 | 6 | 24;
export const HOURS: readonly Hours[] = [1, 6, 24];

/** The overview as the server last counted it, and the flow of orders as of the last event. */
export function useOverview(hours: Hours) {
  const dayStart = new Date(useNow(MINUTE_MS)).setHours(0, 0, 0, 0);
  const query = useQuery({
    queryKey: ['tower', hours, dayStart],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/overview', {
          params: { query: { hours, dayStart: new Date(dayStart).toISOString() } },
          signal,
        }),
      ),
    refetchInterval: SETTLE_MS,
    placeholderData: (before) => before,
  });
  const [book] = useState(() => new FlowBook());
  const [flow, setFlow] = useState<Flow | null>(null);
  const frame = useRef<number | null>(null);
  const { data } = query;
  useEffect(() => {
    if (data === undefined) return;
    book.settle(data);
    setFlow(book.flow());
  }, [book, data]);
  // Hundreds of events a second are one change a frame.
  useLiveEvents((events) => {
    if (!book.take(events)) return;
    frame.current ??= requestAnimationFrame(() => {
      frame.current = null;
      setFlow(book.flow());
    });
  });
  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current);
    },
    [],
  );
  return { overview: data, flow, problem: query.error, retry: () => void query.refetch() };
}
