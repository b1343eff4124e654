import type { OrderKind } from '../../../contracts/order-reads.ts';

/**
 * The words by which an order is found. One tokeniser serves the index and the question, so that both
 * always cut alike; PostgreSQL gets finished words and parses nothing.
 *
 * Latin and other spaced scripts give their words, in lower case and without accents. Chinese, Japanese
 * and Korean give every pair of neighbouring characters: a word of two or more is then found anywhere
 * inside a run of characters, and a single one wherever another follows it. An address of e-mail is one
 * word. Cutting is a walk over character codes, because intake pays for it with every order.
 */

/** Longer words are cut: nobody types more, and the server takes 2 kB at most. */
const WORD_LENGTH_MAX = 60;
/** So many digits of a telephone number tell it apart, with or without its country's code. */
const PHONE_DIGITS = 8;
const QUESTION_WORDS_MAX = 12;
/** Shorter beginnings match too much to be of use: they must match whole. */
const PREFIX_LETTERS_MIN = 3;
const PREFIX_DIGITS_MIN = 5;

/** What an order is that says nothing else. */
export const STANDARD_KIND: OrderKind = 'standard';

const SEPARATOR = 1;
const LETTER = 2;
const RUN = 3;
/** The long vowel mark of Japanese belongs to two scripts, so that Unicode counts it to neither. */
const RUN_CHARACTER = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]/u;
const LETTER_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
/** What a character is, by its code unit; 0: not looked at yet. */
const KINDS = new Uint8Array(65_536);

/** A piece of text as it was cut: a word, or a run of characters without blanks between its words. */
interface Piece {
  readonly text: string;
  readonly isRun: boolean;
}

/** Cuts text into words as they stand in the index; one may come several times. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachPiece(folded(text), (piece, isRun) => {
    if (isRun) addPairs(words, piece);
    else words.push(piece.length > WORD_LENGTH_MAX ? piece.slice(0, WORD_LENGTH_MAX) : piece);
  });
  return words;
}

/** The word of an address of e-mail: all of it. */
export function emailWord(email: string): string {
  return email
    .replaceAll(/[\s'\\\p{Cc}]/gu, '')
    .toLowerCase()
    .slice(0, WORD_LENGTH_MAX);
}

/** The word of a telephone number, whatever its blanks, signs and country code; null when it is too short. */
export function phoneWord(phone: string): string | null {
  const digits = phone.replaceAll(/\D/g, '');
  return digits.length < PHONE_DIGITS ? null : `t=${digits.slice(-PHONE_DIGITS)}`;
}

/** A filter that the index knows as a word. */
export interface WordFilters {
  readonly state: string | null;
  readonly paymentState: string | null;
  readonly channelId: number | null;
  readonly countryCode: string | null;
  readonly priority: number | null;
  readonly locationId: number | null;
  readonly kind: OrderKind | null;
}

/** One condition of a question. */
export interface Term {
  /** As a tsquery. */
  readonly text: string;
  /** The word, or its beginning; null: several words of which one suffices. */
  readonly word: string | null;
  readonly isPrefix: boolean;
  /** True of a pair that shares a character with the term before it: who has the one has mostly both. */
  readonly isOverlapping: boolean;
}

/** Filters as terms. Nearly all orders are of the standard kind, which no word stands for. */
export function filterTerms(filters: WordFilters): Term[] {
  return [
    stateWordOf(filters),
    filters.paymentState === null ? null : `p=${filters.paymentState}`,
    filters.channelId === null ? null : `c=${filters.channelId}`,
    filters.countryCode === null ? null : `k=${filters.countryCode}`,
    filters.priority === null ? null : `n=${filters.priority}`,
    filters.locationId === null ? null : `l=${filters.locationId}`,
    filters.kind === null || filters.kind === STANDARD_KIND ? null : `o=${filters.kind}`,
  ].flatMap((word) => (word === null ? [] : [termOf(word, false)]));
}

/** The word of the state that is asked for; null: any. */
export function stateWordOf({ state }: WordFilters): string | null {
  return state === null ? null : `s=${state}`;
}

/** What a person typed as terms, Latin words by their beginning; empty when it holds no word. */
export function searchTerms(search: string): Term[] {
  const terms = search.split(/\s+/).flatMap((part) => {
    const email = part.includes('@') ? emailWord(part) : '';
    return email.length > 1 ? [termOf(email, true)] : piecesOf(part).flatMap(termsOfPiece);
  });
  const asked = terms.slice(0, QUESTION_WORDS_MAX);
  const phone = /^[\d\s+().-]+$/.test(search) ? phoneWord(search) : null;
  return phone === null || asked.length === 0
    ? asked
    : [
        {
          text: `((${questionOf(asked)}) | '${phone}')`,
          word: null,
          isPrefix: false,
          isOverlapping: false,
        },
      ];
}

/** The tsquery that asks for all terms; null when there is none. */
export function questionOf(terms: readonly Term[]): string | null {
  return terms.length === 0 ? null : terms.map(({ text }) => text).join(' & ');
}

function termOf(word: string, isPrefix: boolean, isOverlapping = false): Term {
  return { text: isPrefix ? `'${word}':*` : `'${word}'`, word, isPrefix, isOverlapping };
}

function termsOfPiece({ text, isRun }: Piece): Term[] {
  if (isRun) {
    const pairs: string[] = [];
    addPairs(pairs, text);
    const isAlone = Array.from(text).length === 1;
    return pairs.map((pair, index) => termOf(pair, isAlone, index > 0));
  }
  const word = text.slice(0, WORD_LENGTH_MAX);
  const lengthMin = /^\d+$/.test(word) ? PREFIX_DIGITS_MIN : PREFIX_LETTERS_MIN;
  return [termOf(word, word.length >= lengthMin)];
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  eachPiece(folded(text), (piece, isRun) => pieces.push({ text: piece, isRun }));
  return pieces;
}

function eachPiece(text: string, take: (piece: string, isRun: boolean) => void): void {
  let start = 0;
  let current = SEPARATOR;
  for (let index = 0; index <= text.length; index += 1) {
    const kind = index === text.length ? SEPARATOR : kindAt(text, index);
    if (kind === current) continue;
    if (current !== SEPARATOR) take(text.slice(start, index), current === RUN);
    start = index;
    current = kind;
  }
}

function kindAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  const known = KINDS[unit] as number;
  if (known !== 0) return known;
  // Half of a character beyond the first 65,536: nearly all of those that people write are Chinese.
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const character = text.charAt(index);
  const kind =
    isHalf || RUN_CHARACTER.test(character)
      ? RUN
      : LETTER_CHARACTER.test(character)
        ? LETTER
        : SEPARATOR;
  KINDS[unit] = kind;
  return kind;
}

/** Lower case, full-width forms as usual ones, accents off. */
function folded(text: string): string {
  // Plain Latin and plain Chinese stay as they are.
  if (!/[^\0-\x7f\u3000-\u303f\u3400-\u9fff]/.test(text)) return text.toLowerCase();
  const usual = text.normalize('NFKC').toLowerCase();
  return usual
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC');
}

function addPairs(words: string[], run: string): void {
  const characters = /[\ud800-\udfff]/.test(run) ? Array.from(run) : run;
  if (characters.length === 1) words.push(run);
  for (let index = 1; index < characters.length; index += 1) {
    words.push(`${characters[index - 1]}${characters[index]}`);
  }
}
