import { useEffect, useRef, useState } from 'react';
import type { TrackedOrder } from '../client/contract.generated.d.ts';

/** What there is to show. */
export type Followed =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'order';
      readonly order: TrackedOrder;
      /** When it was last heard of. */
      readonly readAt: number;
      readonly isLive: boolean;
    };

const RETRY_MS_MIN = 2_000;
const RETRY_MS_MAX = 60_000;

/** The order behind a link, as it stands from moment to moment. What was seen stays through a break. */
export function useFollowedOrder(token: string): Followed & { readonly retry: () => void } {
  const [followed, setFollowed] = useState<Followed>({ kind: 'loading' });
  const following = useRef<Following | null>(null);
  useEffect(() => {
    const begun = new Following(token, setFollowed);
    following.current = begun;
    void begun.begin();
    return () => begun.end();
  }, [token]);
  return { ...followed, retry: () => void following.current?.begin() };
}

type Show = (next: (before: Followed) => Followed) => void;

class Following {
  readonly #url: string;
  readonly #show: Show;
  #stream: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = RETRY_MS_MIN;
  #isOver = false;

  constructor(token: string, show: Show) {
    this.#url = `/v1/track/${encodeURIComponent(token)}`;
    this.#show = show;
    globalThis.addEventListener('online', this.#hurry);
  }

  end(): void {
    this.#isOver = true;
    globalThis.removeEventListener('online', this.#hurry);
    clearTimeout(this.#timer);
    this.#stream?.close();
  }

  readonly #hurry = (): void => void this.begin();

  async begin(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stream?.close();
    try {
      const response = await fetch(this.#url, { headers: { accept: 'application/json' } });
      if (this.#isOver) return;
      if (response.status === 404 || response.status === 400) {
        this.#show(() => ({ kind: 'unknown' }));
        return;
      }
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      this.#take((await response.json()) as TrackedOrder);
      this.#listen();
    } catch {
      this.#later();
    }
  }

  #take(order: TrackedOrder): void {
    this.#retryMs = RETRY_MS_MIN;
    this.#show(() => ({ kind: 'order', order, readAt: Date.now(), isLive: true }));
  }

  #listen(): void {
    const stream = new EventSource(`${this.#url}/stream`);
    this.#stream = stream;
    stream.addEventListener('order', ({ data }: MessageEvent<string>) =>
      this.#take(JSON.parse(data) as TrackedOrder),
    );
    stream.addEventListener('open', () =>
      this.#show((before) => (before.kind === 'order' ? { ...before, isLive: true } : before)),
    );
    stream.addEventListener('error', () => {
      // The browser tries again by itself unless it was refused; then it is asked what that means.
      if (stream.readyState === EventSource.CLOSED) this.#later();
      else this.#pause();
    });
  }

  #pause(): void {
    this.#show((before) =>
      before.kind === 'order' ? { ...before, isLive: false } : { kind: 'failed' },
    );
  }

  #later(): void {
    if (this.#isOver) return;
    this.#pause();
    this.#timer = setTimeout(() => void this.begin(), this.#retryMs);
    this.#retryMs = Math.min(RETRY_MS_MAX, this.#retryMs * 2);
  }
}
