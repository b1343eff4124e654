import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { askAgain } from './ask-again.ts';
import { Refresher } from './refresher.ts';
import { queriesTouchedBy } from './live-queries.ts';
import { LiveStream, type LiveEvent, type LiveState } from './live-stream.ts';

type Listener = (events: readonly LiveEvent[]) => void;

/** What an event says has changed of the one thing that somebody looks at. */
const AT_ONCE = { gatherMs: 15, pauseMs: 60 };
/** Lists and figures, which many events touch. */
const LISTS = { gatherMs: 15, pauseMs: 400 };
/** All else that is shown of a thing: it waits until what has surely changed is there. */
const REST = { gatherMs: 250, pauseMs: 400 };

/** One stream for the whole page; screens listen to it, and what they have read is read again when it changed. */
class LiveHub {
  state: LiveState = 'connecting';
  readonly #listeners = new Set<Listener>();
  readonly #stateListeners = new Set<() => void>();
  readonly #atOnce: Refresher;
  readonly #lists: Refresher;
  readonly #rest: Refresher;
  /** What was asked for at once and need not be asked for with the rest. */
  readonly #asked = new Set<string>();
  readonly #stream: LiveStream;

  constructor(queries: QueryClient) {
    this.#atOnce = new Refresher(AT_ONCE, (keys) => {
      for (const queryKey of keys) askAgain(queries, { queryKey, exact: true });
    });
    this.#lists = new Refresher(LISTS, (keys) => {
      for (const queryKey of keys) askAgain(queries, { queryKey });
    });
    this.#rest = new Refresher(REST, (keys) => {
      const asked = new Set(this.#asked);
      this.#asked.clear();
      for (const queryKey of keys) {
        askAgain(queries, {
          queryKey,
          predicate: (query) => !asked.has(JSON.stringify(query.queryKey)),
        });
      }
    });
    this.#stream = new LiveStream({
      url: '/v1/stream',
      onEvents: (events) => this.#take(events),
      onState: (state) => this.#show(state),
    });
  }

  start(): void {
    this.#stream.start();
  }

  stop(): void {
    this.#stream.stop();
    this.#atOnce.stop();
    this.#lists.stop();
    this.#rest.stop();
  }

  readonly listen = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly listenToState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  #show(state: LiveState): void {
    if (state === this.state) return;
    // What was read before the stream began may be older than where it begins.
    if (this.state === 'connecting' && state === 'live') this.#lists.touch([]);
    this.state = state;
    for (const listener of this.#stateListeners) listener();
  }

  #take(events: readonly LiveEvent[]): void {
    for (const event of events) {
      const { atOnce, lists, rest } = queriesTouchedBy(event);
      for (const key of atOnce) {
        this.#asked.add(JSON.stringify(key));
        this.#atOnce.touch(key);
      }
      for (const key of lists) this.#lists.touch(key);
      for (const key of rest) this.#rest.touch(key);
    }
    for (const listener of this.#listeners) listener(events);
  }
}

const LiveContext = createContext<LiveHub | null>(null);

/** Opens the stream for everything below, as long as it is shown. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [hub] = useState(() => new LiveHub(queries));
  useEffect(() => {
    hub.start();
    return () => hub.stop();
  }, [hub]);
  return <LiveContext value={hub}>{children}</LiveContext>;
}

function useHub(): LiveHub {
  const hub = useContext(LiveContext);
  if (hub === null) throw new Error('only what stands below LiveProvider is live');
  return hub;
}

/** Whether what is shown is live. */
export function useLiveState(): LiveState {
  const hub = useHub();
  return useSyncExternalStore(hub.listenToState, () => hub.state);
}

/** Calls the listener with each batch of events that arrives while the screen is shown. */
export function useLiveEvents(listener: Listener): void {
  const hub = useHub();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => hub.listen((events) => latest.current(events)), [hub]);
}
