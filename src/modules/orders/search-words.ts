/**
 * The words by which an order is found. One tokeniser serves the index and the question, so that both
 * always cut alike; PostgreSQL gets finished words and parses nothing.
 *
 * Latin and other spaced scripts give their words, in lower case and without accents. Chinese, Japanese
 * and Korean give every pair of neighbouring characters, and the last character alone: a word of any
 * length is then found inside a run of characters, and a single one by its beginning.
 */

const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORD = /[a-z0-9]+/g;
const WORD =
  /(?<run>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+)|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]+/gv;
const RUN = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/v;

/** Longer words are cut: nobody types more, and the server takes 2 kB at most. */
const WORD_LENGTH_MAX = 40;
/** So many digits of a telephone number tell it apart, with or without its country's code. */
const PHONE_DIGITS = 8;
const QUESTION_WORDS_MAX = 12;
/** Shorter beginnings match too much to be of use: they must match whole. */
const PREFIX_LETTERS_MIN = 3;
const PREFIX_DIGITS_MIN = 5;

/** Cuts text into words as they stand in the index; one may come several times. */
export function wordsOf(text: string): string[] {
  if (ASCII.test(text)) return (text.toLowerCase().match(ASCII_WORD) ?? []).map(cut);
  const words: string[] = [];
  for (const match of folded(text).matchAll(WORD)) {
    const run = match.groups?.run;
    if (run === undefined) words.push(cut(match[0]));
    else words.push(...pairsOf(run), [...run].at(-1) as string);
  }
  return words;
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
}

/** The tsquery of filters and a search together; null when there is nothing to ask. */
export function questionOf(filters: WordFilters, search: string | null): string | null {
  const parts = [
    filters.state === null ? null : `'s=${filters.state}'`,
    filters.paymentState === null ? null : `'p=${filters.paymentState}'`,
    filters.channelId === null ? null : `'c=${filters.channelId}'`,
    filters.countryCode === null ? null : `'k=${filters.countryCode}'`,
    filters.priority === null ? null : `'n=${filters.priority}'`,
    filters.locationId === null ? null : `'l=${filters.locationId}'`,
    search === null ? null : searchQuestion(search),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' & ');
}

/** The tsquery of what a person typed: all words, Latin ones from their beginning; null when it holds no word. */
export function searchQuestion(search: string): string | null {
  const words: string[] = [];
  for (const match of folded(search).matchAll(WORD)) {
    const run = match.groups?.run;
    if (run === undefined) words.push(quoted(cut(match[0])));
    else if ([...run].length === 1) words.push(`'${run}':*`);
    else words.push(...pairsOf(run).map((pair) => `'${pair}'`));
  }
  if (words.length === 0) return null;
  const question = words.slice(0, QUESTION_WORDS_MAX).join(' & ');
  const phone = /^[\d\s+().-]+$/.test(search) ? phoneWord(search) : null;
  return phone === null ? question : `((${question}) | '${phone}')`;
}

function quoted(word: string): string {
  const lengthMin = /^\d+$/.test(word) ? PREFIX_DIGITS_MIN : PREFIX_LETTERS_MIN;
  return word.length >= lengthMin ? `'${word}':*` : `'${word}'`;
}

function cut(word: string): string {
  return word.length > WORD_LENGTH_MAX && !RUN.test(word) ? word.slice(0, WORD_LENGTH_MAX) : word;
}

/** Lower case, full-width forms as usual ones, accents off. */
function folded(text: string): string {
  const usual = text.normalize('NFKC').toLowerCase();
  if (!/[\u00c0-\u024f\u0370-\u04ff\u1e00-\u1eff]/.test(usual)) return usual;
  return usual.normalize('NFD').replaceAll(/\p{Mn}/gu, '').normalize('NFC');
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
