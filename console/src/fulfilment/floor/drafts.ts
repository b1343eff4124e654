import { useCallback, useState } from 'react';

const PREFIX = 'linchpin.floor.';

/** What was scanned or chosen on this machine and is not with the server yet; null: nothing. */
export function readDraft(key: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Keeps a draft over a reload; null forgets it. */
export function writeDraft(key: string, draft: unknown): void {
  try {
    if (draft === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    // A private window may keep nothing; the draft then holds until it closes.
  }
}

/** A draft as a state. A component with another key has to be another one: give it a React key. */
export function useDraft<Draft>(
  key: string,
  initial: () => Draft,
): readonly [Draft, (draft: Draft) => void, () => void] {
  const [draft, setDraft] = useState<Draft>(() => (readDraft(key) as Draft | null) ?? initial());
  const keep = useCallback(
    (next: Draft) => {
      writeDraft(key, next);
      setDraft(next);
    },
    [key],
  );
  const forget = useCallback(() => writeDraft(key, null), [key]);
  return [draft, keep, forget];
}
