import { useSyncExternalStore } from 'react';

/** What somebody has typed and not saved: over which saved value they began, and what it is to become. */
export interface Draft {
  /** The section, then what of it: `channels/web`. */
  readonly name: string;
  readonly title: string;
  readonly base: unknown;
  readonly value: unknown;
}

const KEY = 'linchpin.settings.drafts';
const listeners = new Set<() => void>();
let drafts: readonly Draft[] = read();

function read(): readonly Draft[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as readonly Draft[];
  } catch {
    return [];
  }
}

/** A draft in place of the one of its name; null ends it. Drafts outlive their screen and a reload of the page. */
export function keepDraft(name: string, draft: Draft | null): void {
  const others = drafts.filter((each) => each.name !== name);
  drafts = draft === null ? others : [...others, draft];
  try {
    sessionStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // A private window may keep nothing; the drafts then live as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Ends all drafts: whoever logs in next in this tab begins with none. */
export function forgetDrafts(): void {
  for (const { name } of drafts) keepDraft(name, null);
}

/** All drafts of this browser tab. */
export function useDrafts(): readonly Draft[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => drafts,
  );
}

// A closed tab loses its drafts: the browser asks first.
globalThis.addEventListener?.('beforeunload', (event) => {
  if (drafts.length > 0) event.preventDefault();
});
