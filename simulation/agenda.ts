import type { Instant } from '../src/kernel/clock.ts';

interface Entry<Item> {
  readonly at: Instant;
  readonly number: number;
  readonly item: Item;
}

/** What is to happen, earliest first; of two at the same instant the one that was put in first. A binary heap. */
export class Agenda<Item> {
  readonly #entries: Entry<Item>[] = [];
  #count = 0;

  get length(): number {
    return this.#entries.length;
  }

  /** When the next one happens; null when nothing is left. */
  get nextAt(): Instant | null {
    return this.#entries[0]?.at ?? null;
  }

  add(at: Instant, item: Item): void {
    const entries = this.#entries;
    entries.push({ at, number: this.#count, item });
    this.#count += 1;
    let index = entries.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entries[index] as Entry<Item>, entries[parent] as Entry<Item>)) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  /** Takes the next one out. */
  take(): { readonly at: Instant; readonly item: Item } | null {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (first === undefined || last === undefined) return null;
    if (entries.length > 0) {
      entries[0] = last;
      this.#sink();
    }
    return { at: first.at, item: first.item };
  }

  #sink(): void {
    const entries = this.#entries;
    for (let index = 0; ;) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        const isLess =
          child < entries.length &&
          isBefore(entries[child] as Entry<Item>, entries[least] as Entry<Item>);
        if (isLess) least = child;
      }
      if (least === index) return;
      this.#swap(index, least);
      index = least;
    }
  }

  #swap(one: number, other: number): void {
    const entries = this.#entries;
    [entries[one], entries[other]] = [entries[other] as Entry<Item>, entries[one] as Entry<Item>];
  }
}

function isBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.at < other.at || (one.at === other.at && one.number < other.number);
}
