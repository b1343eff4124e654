/** ok: as it should be; warning: works, but not for long or not well; broken: has to be mended. */
export type FindingLevel = 'ok' | 'warning' | 'broken';

/** Something that was looked at. */
export interface Finding {
  /** For programs: stays the same, whatever the sentence says. */
  readonly name: string;
  readonly level: FindingLevel;
  /** What is there. */
  readonly sentence: string;
  /** What to do; null when nothing. */
  readonly mend: string | null;
}

/** A finding that is as it should be. */
export function fine(name: string, sentence: string): Finding {
  return { name, level: 'ok', sentence, mend: null };
}

/** A finding that somebody should look at. */
export function worrying(name: string, sentence: string, mend: string): Finding {
  return { name, level: 'warning', sentence, mend };
}

/** A finding that has to be mended. */
export function broken(name: string, sentence: string, mend: string): Finding {
  return { name, level: 'broken', sentence, mend };
}
