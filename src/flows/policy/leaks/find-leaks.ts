import { LEAK_PATTERNS } from './all-patterns.ts';
import { findJoinedRuns } from './joined-runs.ts';
import type { LeakPattern } from './pattern.ts';
import { type Found, TextScanner } from './scan-text.ts';
import {
  decodedViews,
  type Hiding,
  plainSigns,
  plainView,
  rewrittenViews,
  spanOf,
  type View,
} from './views.ts';

/** Something that would leak. */
export interface Leak {
  readonly pattern: LeakPattern;
  /** Where it stands in the given text; for what was coded, the whole coded part. */
  readonly start: number;
  readonly end: number;
  /** Enough of it to be recognised by whoever wrote it, and not more. */
  readonly excerpt: string;
  /** How it was hidden, the outermost first; empty when it was not. */
  readonly decodedFrom: readonly Hiding[];
}

/** What was found, in the order of the text. */
export interface LeakReport {
  readonly leaks: readonly Leak[];
  /** False when the text, with all that was coded in it, was more than may be looked at. */
  readonly isComplete: boolean;
}

/** How much is looked at. */
export interface LeakBudget {
  /** Characters of the text and of all its readings together. */
  readonly charactersMax: number;
  /** Finds, of which any one is a reason to stop. */
  readonly leaksMax: number;
}

const BUDGET: LeakBudget = { charactersMax: 16_000_000, leaksMax: 500 };
const LAYERS_MAX = 2;
const CONTEXT_CHARACTERS = 48;

let sharedScanner: TextScanner | undefined;

/**
 * Finds what must not leave in a text, also where it is written with signs between or put together
 * from pieces, in full-width or other digits, percent signs, escapes, entities, base64 or hex, two
 * layers deep. Pieces of one text, such as those of a concatenation, are given as a list; places
 * then count through them. The work is bounded by the budget, which the report says when reached.
 */
export function findLeaks(
  text: string | readonly string[],
  budget: LeakBudget = BUDGET,
): LeakReport {
  if (typeof text === 'string') return lookThrough(text, [], budget);
  return lookThrough(text.join(''), seamsOf(text), budget);
}

function lookThrough(text: string, seams: readonly number[], budget: LeakBudget): LeakReport {
  sharedScanner ??= new TextScanner(LEAK_PATTERNS);
  const search = new Search(sharedScanner, text, budget);
  search.look(plainView(text), 0);
  return { leaks: search.leaks(seams), isComplete: search.isComplete };
}

/** Where one piece ends and the next begins. */
function seamsOf(pieces: readonly string[]): number[] {
  let length = 0;
  return pieces.slice(0, -1).map((piece) => (length += piece.length));
}

class Search {
  readonly #scanner: TextScanner;
  readonly #given: string;
  readonly #found = new Map<string, Leak>();
  readonly #leaksMax: number;
  #charactersLeft: number;
  isComplete = true;

  constructor(scanner: TextScanner, given: string, budget: LeakBudget) {
    this.#scanner = scanner;
    this.#given = given;
    this.#leaksMax = budget.leaksMax;
    this.#charactersLeft = budget.charactersMax;
  }

  /** Looks at a view, at its pieces joined, and at what is coded in it. */
  look(given: View, layer: number): void {
    const view = { ...given, text: plainSigns(given.text) };
    if (!this.#mayRead(view.text.length)) return;
    for (const found of this.#scanner.scan(view.text, (_, end) => end > view.begin)) {
      this.#keep(found, view, view.text, view.hidings);
    }
    this.#lookAtRuns(view);
    if (layer >= LAYERS_MAX) return;
    for (const inner of rewrittenViews(view)) this.look(inner, layer + 1);
    for (const inner of decodedViews(view)) this.look(inner, layer + 1);
  }

  /** Numbers that are written with signs between their digits. */
  #lookAtRuns(view: View): void {
    const texts: string[] = [];
    const sources = new Map<number, number>();
    const ends = new Map<number, number>();
    const deliberate = new Set<number>();
    let length = 0;
    for (const run of findJoinedRuns(view.text)) {
      const first = run.pieceSources[0] ?? 0;
      const context = view.text.slice(Math.max(0, first - CONTEXT_CHARACTERS), first);
      const begin = length + context.length + 1;
      for (const [index, start] of run.pieceStarts.entries()) {
        const source = run.pieceSources[index] ?? 0;
        const pieceEnd = run.pieceStarts[index + 1] ?? run.text.length;
        sources.set(begin + start, source);
        ends.set(begin + pieceEnd, source + pieceEnd - start);
        if (run.isDeliberate) deliberate.add(begin + start);
      }
      texts.push(context, '\n', run.text, '\n\n');
      length = begin + run.text.length + 2;
    }
    if (texts.length === 0 || !this.#mayRead(length)) return;
    const text = texts.join('');
    const allow = (start: number, end: number, pattern: LeakPattern) =>
      sources.has(start) &&
      ends.has(end) &&
      (pattern.check !== null || deliberate.has(start)) &&
      // A single piece has been looked at where it stands.
      (ends.get(end) ?? 0) - (sources.get(start) ?? 0) > end - start;
    for (const found of this.#scanner.scan(text, allow)) {
      const [start, end] = [sources.get(found.start) ?? 0, ends.get(found.end) ?? 0];
      if (end <= view.begin) continue;
      const inView = { pattern: found.pattern, start, end };
      this.#keep(inView, view, view.text, [...view.hidings, 'joined']);
    }
  }

  #mayRead(characters: number): boolean {
    if (characters > this.#charactersLeft) this.isComplete = false;
    else this.#charactersLeft -= characters;
    return this.isComplete;
  }

  #keep(found: Found, view: View, text: string, hidings: readonly Hiding[]): void {
    const { pattern } = found;
    const [start, end] = spanOf(view, found.start, found.end);
    const key = `${pattern.id} ${start} ${end}`;
    const known = this.#found.get(key);
    if (known !== undefined && known.decodedFrom.length <= hidings.length) return;
    if (this.#found.size >= this.#leaksMax) {
      this.isComplete = false;
      return;
    }
    const excerpt = mask(text.slice(found.start, found.end));
    const isRewritten =
      hidings.length === 0 && this.#given.slice(start, end) !== text.slice(found.start, found.end);
    const decodedFrom: readonly Hiding[] = isRewritten ? ['signs'] : hidings;
    this.#found.set(key, { pattern, start, end, excerpt, decodedFrom });
  }

  /** Everything found, but for what a plainer find of the same pattern covers. */
  leaks(seams: readonly number[]): Leak[] {
    const kept: Leak[] = [];
    const byPlainness = [...this.#found.values()].sort(
      (a, b) => a.decodedFrom.length - b.decodedFrom.length || b.end - b.start - (a.end - a.start),
    );
    for (const leak of byPlainness) {
      const isCovered = kept.some(
        (other) =>
          other.pattern === leak.pattern && other.start < leak.end && leak.start < other.end,
      );
      if (isCovered) continue;
      const isAcross = seams.some((seam) => leak.start < seam && seam < leak.end);
      const isTold = leak.decodedFrom.includes('joined') || !isAcross;
      kept.push(isTold ? leak : { ...leak, decodedFrom: ['joined', ...leak.decodedFrom] });
    }
    return kept.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}

/** Leaves the first two and the last two letters or digits of a long text, the first of a short one. */
function mask(text: string): string {
  const shown = text.length >= 10 ? 2 : 1;
  const last = text.length >= 10 ? 2 : 0;
  const short = text.slice(0, 80);
  return short.replace(/[\p{L}\p{N}]/gu, (sign, index: number) =>
    index < shown || index >= short.length - last ? sign : '*',
  );
}

/** A leak in a document. */
export interface DocumentLeak extends Leak {
  /** The keys and indexes that lead to the text; places count within it. */
  readonly path: readonly (string | number)[];
}

/** What was found in a document. */
export interface DocumentLeakReport {
  readonly leaks: readonly DocumentLeak[];
  readonly isComplete: boolean;
}

/**
 * Finds what must not leave in a JSON document: in its texts and numbers, each with its key as
 * context, in its keys, and across the texts of a list, as if they were one.
 */
export function findLeaksIn(document: unknown, budget: LeakBudget = BUDGET): DocumentLeakReport {
  const leaks: DocumentLeak[] = [];
  const left = { characters: budget.charactersMax, isComplete: true };
  const look = (pieces: readonly string[], path: DocumentLeak['path'], key: string) => {
    const context = key === '' ? '' : `${key}: `;
    const text = `${context}${pieces.join('')}`;
    const seams = seamsOf(pieces).map((seam) => seam + context.length);
    const report = lookThrough(text, seams, { ...budget, charactersMax: left.characters });
    left.characters -= text.length;
    left.isComplete &&= report.isComplete;
    for (const leak of report.leaks) {
      const isAcross = seams.some((seam) => leak.start < seam && seam < leak.end);
      // What stands in one text of a list is told of that text.
      if (leak.end <= context.length || (pieces.length > 1 && !isAcross)) continue;
      const start = Math.max(0, leak.start - context.length);
      leaks.push({ ...leak, path, start, end: leak.end - context.length });
    }
  };
  const pending: { value: unknown; path: DocumentLeak['path']; key: string }[] = [
    { value: document, path: [], key: '' },
  ];
  for (let next = pending.pop(); next !== undefined && left.isComplete; next = pending.pop()) {
    const { value, path, key } = next;
    if (typeof value === 'string') look([value], path, key);
    if (typeof value === 'number') look([String(value)], path, key);
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const texts = items.filter((item) => typeof item === 'string');
      if (texts.length > 1 && texts.length === items.length) look(texts, path, key);
      for (const [index, item] of items.entries()) {
        pending.push({ value: item, path: [...path, index], key });
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        look([name], [...path, name], '');
        pending.push({ value: item, path: [...path, name], key: name });
      }
    }
  }
  return { leaks, isComplete: left.isComplete };
}
