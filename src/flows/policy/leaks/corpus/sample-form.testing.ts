import type { Random } from '../../../../kernel/random.ts';

/** A part of a regular expression, as the patterns of this folder are written. */
type Part =
  | { readonly kind: 'signs'; readonly signs: readonly string[] }
  | { readonly kind: 'choice'; readonly sequences: readonly (readonly Repeated[])[] };

interface Repeated {
  readonly part: Part;
  readonly countMin: number;
  readonly countMax: number;
}

const DIGITS = Array.from('0123456789');
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
/** What a class that names what it is not may stand for. */
const ANY = [...DIGITS, ...LETTERS];
/** Beyond this an open count is only longer, not different. */
const MORE_MAX = 8;

/** Reads the form of a pattern; throws at what this does not know, so that nothing is sampled wrongly. */
export class Form {
  readonly #source: string;
  readonly #sequences: readonly (readonly Repeated[])[];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#sequences = this.#readChoice();
    if (this.#at !== source.length) throw new Error(`${source} is not read beyond ${this.#at}`);
  }

  /** A text of this form. */
  sample(random: Random): string {
    return sampleChoice(random, this.#sequences);
  }

  #readChoice(): Repeated[][] {
    const sequences: Repeated[][] = [[]];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ')') {
      if (this.#take('|')) sequences.push([]);
      else sequences.at(-1)?.push(this.#readRepeated());
    }
    return sequences;
  }

  #readRepeated(): Repeated {
    const part = this.#readPart();
    if (this.#take('?')) return { part, countMin: 0, countMax: 1 };
    const count = /^\{(\d+)(?:,(\d+))?\}/.exec(this.#source.slice(this.#at));
    if (count === null) return { part, countMin: 1, countMax: 1 };
    this.#at += count[0].length;
    const countMin = Number(count[1]);
    return { part, countMin, countMax: Number(count[2] ?? countMin) };
  }

  #readPart(): Part {
    if (this.#take('(?:')) {
      const sequences = this.#readChoice();
      if (!this.#take(')')) throw new Error(`${this.#source} has an open bracket`);
      return { kind: 'choice', sequences };
    }
    if (this.#take('[')) return { kind: 'signs', signs: this.#readClass() };
    const sign = this.#source[this.#at] ?? '';
    if ('.*+()^$'.includes(sign)) throw new Error(`${this.#source} has ${sign} at ${this.#at}`);
    return { kind: 'signs', signs: this.#readSign() };
  }

  #readSign(): string[] {
    if (!this.#take('\\')) {
      const sign = this.#source[this.#at] ?? '';
      this.#at += 1;
      return [sign];
    }
    const sign = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (sign === 'd') return DIGITS;
    if (sign === 's') return [' '];
    if (sign === 'n') return ['\n'];
    if (sign !== 'u') return [sign];
    this.#at += 4;
    return [String.fromCharCode(Number.parseInt(this.#source.slice(this.#at - 4, this.#at), 16))];
  }

  #readClass(): string[] {
    const isNegated = this.#take('^');
    const signs: string[] = [];
    while (!this.#take(']')) {
      const first = this.#readSign();
      const isRange = this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']';
      if (!isRange || first.length > 1) {
        signs.push(...first);
        continue;
      }
      this.#at += 1;
      const [low = '', high = ''] = [first[0], this.#readSign()[0]];
      for (let code = low.charCodeAt(0); code <= high.charCodeAt(0); code += 1) {
        signs.push(String.fromCharCode(code));
      }
    }
    return isNegated ? ANY.filter((sign) => !signs.includes(sign)) : signs;
  }

  #take(text: string): boolean {
    const isNext = this.#source.startsWith(text, this.#at);
    if (isNext) this.#at += text.length;
    return isNext;
  }
}

function sampleChoice(random: Random, sequences: readonly (readonly Repeated[])[]): string {
  return random
    .pick(sequences)
    .map(({ part, countMin, countMax }) => {
      const count = random.integer(countMin, Math.min(countMax, countMin + MORE_MAX));
      return Array.from({ length: count }, () =>
        part.kind === 'signs' ? random.pick(part.signs) : sampleChoice(random, part.sequences),
      ).join('');
    })
    .join('');
}
