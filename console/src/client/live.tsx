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
import { queriesTouchedBy } from './live-queries.ts';
import { LiveStream, type LiveEvent, type LiveState } from './live-stream.ts';

type Listener = (events: readonly LiveEvent[]) => void;

/** A screen asks again at most so often, however many events touch it. */
const REFRESH_MS = 400;

/** One stream for the whole page; screens listen to it, and what they have read is read again when it changed. */
class LiveHub {
  state: LiveState = 'connecting';
  readonly #listeners = new Set<Listener>();
  readonly #stateListeners = new Set<() => void>();
  readonly #queries: QueryClient;
  readonly #touched = new Map<string, readonly unknown[]>();
  readonly #stream: LiveStream;
  #refresh: ReturnType<typeof setTimeout> | undefined;

  constructor(queries: QueryClient) {
    this.#queries = queries;
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
    clearTimeout(this.#refresh);
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
    this.state = state;
    for (const listener of this.#stateListeners) listener();
  }

  #take(events: readonly LiveEvent[]): void {
    for (const event of events) {
      for (const key of queriesTouchedBy(event)) this.#touched.set(JSON.stringify(key), key);
    }
    for (const listener of this.#listeners) listener(events);
    this.#refresh ??= setTimeout(() => {
      this.#refresh = undefined;
      const keys = [...this.#touched.values()];
      this.#touched.clear();
      for (const queryKey of keys) void this.#queries.invalidateQueries({ queryKey });
    }, REFRESH_MS);
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
