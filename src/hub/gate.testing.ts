import type { Pool, PoolClient } from 'pg';

type Run = (...values: unknown[]) => unknown;

/** Decides what becomes of a query: `run` sends it as it is. */
export type Interception = (query: string, run: () => Promise<unknown>) => Promise<unknown> | null;

/**
 * A pool whose clients ask before they send a query, so that a test can hold it back, lose its
 * answer or lose the connection. The query is the text of a plain one (`commit`) or the name of a
 * statement; null lets it pass. Queries that travel together with others must pass.
 */
export function interceptedPool(pool: Pool, intercept: Interception): Pool {
  const guard = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const run = (value as Run).bind(target);
        if (name !== 'query') return run;
        return (query: unknown, ...rest: unknown[]) => {
          const named = typeof query === 'string' ? query : (query as { name?: string }).name;
          const send = () => run(query, ...rest);
          return intercept(named ?? '', send as () => Promise<unknown>) ?? send();
        };
      },
    });
  return new Proxy(pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'connect') return async () => guard(await target.connect());
      return (value as Run).bind(target);
    },
  });
}

/** A place at which one query waits until a test lets it go on. */
export interface Gate {
  readonly pool: Pool;
  /** Resolves when the query has come. */
  readonly reached: Promise<void>;
  open(): void;
}

/** A pool on which the first query of that name waits: before it is sent, or with its answer. */
export function gatedPool(pool: Pool, name: string, where: 'before' | 'after' = 'before'): Gate {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  let isFirst = true;
  const gated = interceptedPool(pool, (query, run) => {
    if (query !== name || !isFirst) return null;
    isFirst = false;
    if (where === 'before') {
      reached.resolve();
      return opened.promise.then(run);
    }
    return run().then(async (answer) => {
      reached.resolve();
      await opened.promise;
      return answer;
    });
  });
  return { pool: gated, reached: reached.promise, open: () => opened.resolve() };
}
