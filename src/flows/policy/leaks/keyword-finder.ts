/** Where a keyword stands in a text. */
export interface KeywordPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds many keywords in one pass over a text, whatever their number (Aho and Corasick 1975). Texts
 * and keywords are compared as they are, so that both are to be in small letters.
 */
export class KeywordFinder {
  /** The next state for a state and a sign, under the key state x 65,536 + sign. */
  readonly #next = new Map<number, number>();
  readonly #fallback: number[] = [0];
  readonly #keywordsAt: number[][] = [[]];
  readonly #begins = new Uint8Array(65_536);
  readonly #lengths: number[];

  constructor(keywords: readonly string[]) {
    this.#lengths = keywords.map(({ length }) => length);
    for (const [index, keyword] of keywords.entries()) this.#add(keyword, index);
    this.#linkFallbacks();
  }

  /** The places of each keyword, by its index, in the order in which they end. */
  find(text: string): Map<number, KeywordPlace[]> {
    const places = new Map<number, KeywordPlace[]>();
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      const sign = text.charCodeAt(index);
      if (state === 0 && this.#begins[sign] === 0) continue;
      state = this.#step(state, sign);
      for (const keyword of this.#keywordsAt[state] ?? []) {
        const end = index + 1;
        const place = { start: end - (this.#lengths[keyword] ?? 0), end };
        const known = places.get(keyword);
        if (known === undefined) places.set(keyword, [place]);
        else known.push(place);
      }
    }
    return places;
  }

  #add(keyword: string, index: number): void {
    let state = 0;
    for (let at = 0; at < keyword.length; at += 1) {
      const sign = keyword.charCodeAt(at);
      if (at === 0) this.#begins[sign] = 1;
      const key = state * 65_536 + sign;
      let next = this.#next.get(key);
      if (next === undefined) {
        next = this.#fallback.length;
        this.#fallback.push(0);
        this.#keywordsAt.push([]);
        this.#next.set(key, next);
      }
      state = next;
    }
    this.#keywordsAt[state]?.push(index);
  }

  /** A state falls back to that of the longest of its endings that begins a keyword; nearest first. */
  #linkFallbacks(): void {
    const children = new Map<number, [sign: number, next: number][]>();
    for (const [key, next] of this.#next) {
      const [state, sign] = [Math.floor(key / 65_536), key % 65_536];
      children.set(state, [...(children.get(state) ?? []), [sign, next]]);
    }
    const pending = [0];
    for (let state = pending.shift(); state !== undefined; state = pending.shift()) {
      for (const [sign, next] of children.get(state) ?? []) {
        const fallback = state === 0 ? 0 : this.#step(this.#fallback[state] ?? 0, sign);
        this.#fallback[next] = fallback;
        this.#keywordsAt[next]?.push(...(this.#keywordsAt[fallback] ?? []));
        pending.push(next);
      }
    }
  }

  #step(from: number, sign: number): number {
    for (let state = from; ; state = this.#fallback[state] ?? 0) {
      const next = this.#next.get(state * 65_536 + sign);
      if (next !== undefined) return next;
      if (state === 0) return 0;
    }
  }
}
