import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from './preferences.ts';

const listeners = new Set<() => void>();
let chosen: string | null = readPreference('timeZone', null);

/** The time zone in which somebody wants to see times; undefined: that of the machine. */
export function chosenTimeZone(): string | undefined {
  return chosen ?? undefined;
}

/** Sees times in another zone from here on, on this machine; null: in the machine's own. */
export function chooseTimeZone(timeZone: string | null): void {
  chosen = timeZone;
  writePreference('timeZone', timeZone);
  for (const listener of listeners) listener();
}

/** The same for what is to change when another is chosen. */
export function useTimeZone(): string | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosenTimeZone);
}
