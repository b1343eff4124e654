import { useEffect, useMemo, useRef, useState } from 'react';
import { answerOf, client } from '../client/client.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { ServerProblem } from '../client/problem.ts';
import { randomId } from '../client/random-id.ts';
import { runEach, type BulkAction } from './bulk-actions.ts';
import { isUncertain, runOn, type BulkChoice, type Undo } from './run-bulk.ts';

const READS_AT_ONCE = 6;
const COMMANDS_AT_ONCE = 4;

/** Where doing something to many orders stands. */
export interface BulkRun {
  readonly phase: 'reading' | 'choosing' | 'running' | 'done' | 'undoing' | 'undone';
  readonly total: number;
  readonly done: number;
  /** Why it went wrong, by order; null: nobody answered. */
  readonly failed: ReadonlyMap<string, string | null>;
  readonly undoable: number;
}

const NONE: ReadonlyMap<string, string | null> = new Map();
const FIRST: BulkRun = { phase: 'reading', total: 0, done: 0, failed: NONE, undoable: 0 };

function reasonOf(error: unknown): string | null {
  if (error instanceof ServerProblem) return error.detail ?? error.title;
  return isUncertain(error) ? null : String(error);
}

/** Reads the selected orders as they stand now, then runs an action on those that are chosen, and takes it back. */
export function useBulkRun(ids: readonly string[], action: BulkAction) {
  const [run, setRun] = useState(FIRST);
  const [orders, setOrders] = useState<readonly Order[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const undos = useRef(new Map<string, Undo>());
  const keys = useRef(new Map<string, string>());
  const abort = useRef(new AbortController());

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const found = new Map<string, Order>();
    const read = async (id: string): Promise<void> => {
      const path = { id };
      found.set(id, await answerOf(client.GET('/v1/orders/{id}', { params: { path }, signal })));
    };
    runEach(ids, read, { atOnce: READS_AT_ONCE, signal }).then(
      () => {
        if (signal.aborted) return;
        setOrders(ids.flatMap((id) => found.get(id) ?? []));
        setRun({ ...FIRST, phase: 'choosing' });
      },
      (error: unknown) => {
        if (!signal.aborted) setProblem(error);
      },
    );
    return () => stop.abort();
  }, [ids]);
  useEffect(() => () => abort.current.abort(), []);

  const byId = useMemo(() => new Map(orders.map((order) => [order.id, order])), [orders]);

  const carryOut = async (
    todo: readonly string[],
    phase: 'running' | 'undoing',
    one: (id: string) => Promise<void>,
  ): Promise<void> => {
    abort.current = new AbortController();
    const failed = new Map<string, string | null>();
    let done = 0;
    const tell = (next: BulkRun['phase']): void =>
      setRun({
        phase: next,
        total: todo.length,
        done,
        failed: new Map(failed),
        undoable: undos.current.size,
      });
    tell(phase);
    const each = async (id: string): Promise<void> => {
      try {
        await one(id);
      } catch (error) {
        failed.set(id, reasonOf(error));
        if (!isUncertain(error)) keys.current.delete(id);
      }
      done += 1;
      tell(phase);
    };
    await runEach(todo, each, { atOnce: COMMANDS_AT_ONCE, signal: abort.current.signal });
    tell(phase === 'running' ? 'done' : 'undone');
  };

  return {
    run,
    orders,
    problem,
    stop: () => abort.current.abort(),
    start: (todo: readonly string[], choice: BulkChoice) =>
      carryOut(todo, 'running', async (id) => {
        const order = byId.get(id);
        if (order === undefined) return;
        const key = keys.current.get(id) ?? randomId();
        keys.current.set(id, key);
        const undo = await runOn(action, order, choice, key);
        if (undo !== null) undos.current.set(id, undo);
      }),
    undo: () =>
      carryOut([...undos.current.keys()], 'undoing', async (id) => {
        await undos.current.get(id)?.();
        undos.current.delete(id);
      }),
  };
}
