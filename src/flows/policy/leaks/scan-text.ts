import { type KeywordPlace, KeywordFinder } from './keyword-finder.ts';
import type { LeakPattern } from './pattern.ts';

/** Where a pattern was found in a text. */
export interface Found {
  readonly pattern: LeakPattern;
  readonly start: number;
  readonly end: number;
}

/** Which finds count. */
type Allow = (start: number, end: number, pattern: LeakPattern) => boolean;

const NEAR_BEFORE_CHARACTERS = 48;
const NEAR_AFTER_CHARACTERS = 20;
/** Longer than any number that needs a keyword near. */
const MATCH_CHARACTERS = 120;
const TRIES_MAX = 4;

interface CompiledPattern {
  readonly pattern: LeakPattern;
  readonly search: RegExp;
  readonly whole: RegExp;
  readonly keywordIndexes: readonly number[];
}

/** Patterns made ready to search many texts. */
export class TextScanner {
  readonly #patterns: readonly CompiledPattern[];
  readonly #finder: KeywordFinder;

  constructor(patterns: readonly LeakPattern[]) {
    const indexes = new Map<string, number>();
    const indexOf = (keyword: string) => {
      const known = indexes.get(keyword) ?? indexes.size;
      indexes.set(keyword, known);
      return known;
    };
    this.#patterns = patterns.map((pattern) => ({
      pattern,
      search: new RegExp(pattern.pattern, pattern.isCaseExact ? 'g' : 'gi'),
      whole: new RegExp(`^(?:${pattern.pattern})$`, pattern.isCaseExact ? '' : 'i'),
      keywordIndexes: pattern.keywords.map(indexOf),
    }));
    this.#finder = new KeywordFinder([...indexes.keys()]);
  }

  /** All finds in a text whose signs are already plain. */
  scan(text: string, allow: Allow): Found[] {
    const found: Found[] = [];
    const keywordPlaces = this.#finder.find(text.toLowerCase());
    for (const compiled of this.#patterns) {
      const { keywordIndexes, pattern } = compiled;
      if (pattern.isKeywordNear) {
        const places = keywordIndexes
          .flatMap((index) => keywordPlaces.get(index) ?? [])
          .filter((place) => isOwnWord(text, place));
        if (places.length === 0) continue;
        const starts = Int32Array.from(places, ({ start }) => start).sort();
        const ends = Int32Array.from(places, ({ end }) => end).sort();
        for (const [from, to] of windowsAround(places, text.length)) {
          const isNear: Allow = (start, end) =>
            allow(start, end, pattern) && hasKeywordNear(starts, ends, start, end);
          searchWithin(compiled, text, from, to, isNear, found);
        }
      } else if (
        keywordIndexes.length === 0 ||
        keywordIndexes.some((index) => keywordPlaces.has(index))
      ) {
        searchWithin(compiled, text, 0, text.length, allow, found);
      }
    }
    return found;
  }
}

/** Whether a keyword stands before or behind a find, near enough and apart from it. */
function hasKeywordNear(starts: Int32Array, ends: Int32Array, start: number, end: number): boolean {
  const endBefore = ends[countBelow(ends, start + 1) - 1] ?? Number.NEGATIVE_INFINITY;
  const startBehind = starts[countBelow(starts, end)] ?? Number.POSITIVE_INFINITY;
  return start - endBefore <= NEAR_BEFORE_CHARACTERS || startBehind - end <= NEAR_AFTER_CHARACTERS;
}

/** How many of some sorted numbers are below a bound. */
function countBelow(sorted: Int32Array, bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A word of Latin letters is one when no letter stands beside it, or where a hump begins. */
function isOwnWord(text: string, { start, end }: KeywordPlace): boolean {
  const isHumpBefore = isCapital(text, start) && !isCapital(text, start - 1);
  const isHumpAfter = isCapital(text, end) && !isCapital(text, end - 1);
  return (
    (!isLetter(text, start) || !isLetter(text, start - 1) || isHumpBefore) &&
    (!isLetter(text, end - 1) || !isLetter(text, end) || isHumpAfter)
  );
}

function isLetter(text: string, index: number): boolean {
  const code = text.charCodeAt(index) | 0x20;
  return code >= 0x61 && code <= 0x7a;
}

function isCapital(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x41 && code <= 0x5a;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}

/** Stretches of a text around keywords, joined where they overlap. */
function windowsAround(
  places: readonly KeywordPlace[],
  length: number,
): [from: number, to: number][] {
  const windows: [from: number, to: number][] = [];
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(0, start - NEAR_AFTER_CHARACTERS - MATCH_CHARACTERS);
    const to = Math.min(length, end + NEAR_BEFORE_CHARACTERS + MATCH_CHARACTERS);
    const last = windows.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else windows.push([from, to]);
  }
  return windows;
}

function searchWithin(
  { pattern, search, whole }: CompiledPattern,
  text: string,
  from: number,
  to: number,
  allow: Allow,
  found: Found[],
): void {
  const part = from === 0 && to === text.length ? text : text.slice(from, to);
  search.lastIndex = 0;
  for (let match = search.exec(part); match !== null; match = search.exec(part)) {
    const start = from + match.index;
    const end = wholeEnd(pattern, whole, text, start, match[0]);
    if (end !== null && allow(start, end, pattern)) {
      found.push({ pattern, start, end });
      search.lastIndex = end - from;
    } else {
      search.lastIndex = nextStart(text, start) - from;
    }
  }
}

/** Where the next match may begin: not in the rest of the word or number that one began in. */
function nextStart(text: string, start: number): number {
  let next = start;
  while (isDigit(text, next) || isLetter(text, next)) next += 1;
  return Math.max(next, start + 1);
}

/**
 * Where a match ends that stands by itself and passes its check; null for none. A match may have
 * swallowed a number behind it that is written apart, so that it is tried without its last pieces too.
 */
function wholeEnd(
  pattern: LeakPattern,
  whole: RegExp,
  text: string,
  start: number,
  match: string,
): number | null {
  if (!isOpenBefore(text, start)) return null;
  let candidate = match;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const isMatch = tries === 0 || whole.test(candidate);
    const isGood =
      isMatch &&
      isOpenAfter(text, start + candidate.length) &&
      (pattern.check === null || pattern.check(candidate));
    if (isGood) return start + candidate.length;
    const cut = Math.max(candidate.lastIndexOf(' '), candidate.lastIndexOf('-'));
    if (cut <= 0) return null;
    candidate = candidate.slice(0, cut);
  }
  return null;
}

/** Whether what begins here is not the rest of a longer word or number. */
function isOpenBefore(text: string, start: number): boolean {
  const isWord = isDigit(text, start) || isLetter(text, start);
  if (!isWord || start === 0) return true;
  if (isDigit(text, start - 1) || isLetter(text, start - 1)) return false;
  const isTied = text[start - 1] === '.' || text[start - 1] === '-';
  return !(isTied && isDigit(text, start) && isDigit(text, start - 2));
}

/** Whether what ends here is not the beginning of a longer word or number. */
function isOpenAfter(text: string, end: number): boolean {
  const isWord = isDigit(text, end - 1) || isLetter(text, end - 1);
  if (!isWord || end === text.length) return true;
  if (isDigit(text, end) || isLetter(text, end)) return false;
  const isTied = text[end] === '.' || text[end] === '-';
  return !(isTied && isDigit(text, end - 1) && isDigit(text, end + 1));
}
