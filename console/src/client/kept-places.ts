import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';

const PLACES_MAX = 24;

/** What was left where, by the entry of the browser's history: Back finds it, a new visit does not. */
export class KeptPlaces {
  readonly #places = new Map<string, unknown>();

  /** Undefined: nothing was left there, or too long ago. */
  find(entry: string, name: string): unknown {
    return this.#places.get(`${entry} ${name}`);
  }

  keep(entry: string, name: string, left: unknown): void {
    const key = `${entry} ${name}`;
    this.#places.delete(key);
    this.#places.set(key, left);
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= PLACES_MAX) break;
      this.#places.delete(oldest);
    }
  }
}

const places = new KeptPlaces();

/**
 * What a part of a screen left when somebody went on from here, and how it leaves something for when they come
 * back. `keep` may be called while the part goes away: it belongs to the entry of the history that showed it.
 */
export function useKeptPlace<Left>(name: string): {
  readonly left: Left | undefined;
  readonly keep: (left: Left) => void;
} {
  const router = useRouter();
  const [first] = useState(() => entryOf(router));
  const entry = useRef(first);
  // While the next screen loads, this one is still shown and the address is already another: only with what this
  // one is asked for does its own entry change.
  const search: object = useSearch({ strict: false });
  const searchSeen = useRef<object | null>(null);
  useLayoutEffect(() => {
    if (searchSeen.current === search) return;
    searchSeen.current = search;
    entry.current = entryOf(router);
  });
  const [left] = useState(() => places.find(first, name) as Left | undefined);
  const keep = useCallback((value: Left) => places.keep(entry.current, name, value), [name]);
  return { left, keep };
}

/** The entry of the history that the address stands for now. */
function entryOf({ latestLocation }: ReturnType<typeof useRouter>): string {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- the router calls it so
  return latestLocation.state.__TSR_key ?? '';
}
