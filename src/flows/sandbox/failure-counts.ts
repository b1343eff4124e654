import type { FlowTrial } from '../../../contracts/flow-trials.ts';

const FAILURES_MAX = 20;

type Failures = FlowTrial['failures'];

/** What went wrong in a trial, and how often. */
export class FailureCounts {
  readonly #counts = new Map<string, Failures[number]>();

  note({ node, code, message, ...rest }: Omit<Failures[number], 'orders'>): void {
    const key = `${node}\n${code}\n${message}`;
    const orders = (this.#counts.get(key)?.orders ?? 0) + 1;
    this.#counts.set(key, { node, code, message, ...rest, orders });
  }

  /** The most frequent first. */
  list(): Failures {
    return [...this.#counts.values()]
      .toSorted((one, other) => other.orders - one.orders)
      .slice(0, FAILURES_MAX);
  }
}

/** Names with how often each was told. */
export function countNames(names: readonly string[]): FlowTrial['calls'] {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].map(([connector, all]) => ({ connector, count: all.length }));
}
