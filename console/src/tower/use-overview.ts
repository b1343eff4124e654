import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { answerOf, client } from '../client/client.ts';
import { useLiveEvents } from '../client/live.tsx';
import type { Overview } from '../client/contract.generated.d.ts';
import type { LiveEvent } from '../client/live-stream.ts';
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
  const [live] = useState(() => new LiveFlow());
  const flow = useSyncExternalStore(live.listen, live.flow);
  const { data } = query;
  useEffect(() => {
    if (data !== undefined) live.settle(data);
  }, [live, data]);
  useLiveEvents(live.take);
  return { overview: data, flow, problem: query.error, retry: () => void query.refetch() };
}

/** The flow for a screen: hundreds of events a second are one change a frame. */
class LiveFlow {
  readonly #book = new FlowBook();
  readonly #listeners = new Set<() => void>();
  #flow: Flow | null = null;
  #isFrameAsked = false;

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly flow = (): Flow | null => this.#flow;

  readonly take = (events: readonly LiveEvent[]): void => {
    if (!this.#book.take(events)) return;
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    requestAnimationFrame(() => {
      this.#isFrameAsked = false;
      this.#show();
    });
  };

  settle(overview: Overview): void {
    this.#book.settle(overview);
    this.#show();
  }

  #show(): void {
    this.#flow = this.#book.flow();
    for (const listener of this.#listeners) listener();
  }
}
