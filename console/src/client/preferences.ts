/** What a person has chosen on this machine; what all their machines share is kept by the server. */
export interface LocalPreferences {
  readonly theme: 'light' | 'dark' | 'system';
  readonly language: 'en' | 'zh-CN';
  readonly isRailNarrow: boolean;
  /** IANA; null: as the machine has it. */
  readonly timeZone: string | null;
}

const PREFIX = 'linchpin.';

/** A choice of before, or what holds without one. A browser that keeps nothing answers the latter. */
export function readPreference<Name extends keyof LocalPreferences>(
  name: Name,
  otherwise: LocalPreferences[Name],
): LocalPreferences[Name] {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? otherwise : (JSON.parse(text) as LocalPreferences[Name]);
  } catch {
    return otherwise;
  }
}

/** Keeps a choice where the browser allows it. */
export function writePreference<Name extends keyof LocalPreferences>(
  name: Name,
  value: LocalPreferences[Name],
): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A private window may keep nothing; the choice then holds until it closes.
  }
}
