/** What kind of thing leaks. */
export const LEAK_GROUPS = ['chinese', 'national', 'payment', 'credential', 'contact'] as const;
export type LeakGroup = (typeof LEAK_GROUPS)[number];

/** How bad it is: high stops a flow, medium asks for a reason, low is told. */
export type LeakSeverity = 'high' | 'medium' | 'low';

/** One thing that must not leave by accident, and how it is known. */
export interface LeakPattern {
  readonly id: string;
  readonly group: LeakGroup;
  readonly severity: LeakSeverity;
  readonly title: { readonly en: string; readonly zh: string };
  /** In small letters. A text without any of them is not searched; none means that all texts are. */
  readonly keywords: readonly string[];
  /**
   * Whether one of the keywords must stand near, as a word of its own. So it is with numbers whose
   * form alone says too little, such as nine digits of which every eleventh passes the check.
   */
  readonly isKeywordNear: boolean;
  /** A regular expression without unbounded repetition, looking around or back. */
  readonly pattern: string;
  /** Capitals and small letters are different. */
  readonly isCaseExact: boolean;
  /** What a form cannot say: check digits, days of the calendar, lists, chance of signs. */
  readonly check: ((match: string) => boolean) | null;
}

/** A pattern as it is written in a list: what most of them share is left out. */
type WrittenPattern = Pick<LeakPattern, 'id' | 'title' | 'pattern'> &
  Partial<Omit<LeakPattern, 'group' | 'keywords' | 'isKeywordNear'>> & {
    /** One of these words must stand near. */
    readonly near?: readonly string[];
    /** One of these must stand somewhere, such as the beginning that all keys of a kind have. */
    readonly somewhere?: readonly string[];
  };

/** Completes the patterns of one group; severity is high and capitals do not matter unless said. */
export function patternsOf(
  group: LeakGroup,
  written: readonly WrittenPattern[],
): readonly LeakPattern[] {
  return written.map(({ near, somewhere, ...rest }) => ({
    group,
    severity: 'high',
    isCaseExact: false,
    check: null,
    keywords: near ?? somewhere ?? [],
    isKeywordNear: near !== undefined,
    ...rest,
  }));
}
