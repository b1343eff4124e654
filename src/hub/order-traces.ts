import { integerArray } from '../platform/postgres/array-literals.ts';
import * as sql from './order-traces.sql.ts';
import type { RunStatement, UnitOfWork } from './unit-of-work.ts';

/**
 * Puts what nobody's trace asked for into the trace of its order: that of the order's first event. So one
 * trace follows an order from its first call on, through clock, jobs and people, set-wise and only for
 * batches that have such commands.
 */
export async function joinOrderTraces(unit: UnitOfWork, run: RunStatement): Promise<void> {
  const ids = new Set(unit.untraced.map(({ orderId }) => orderId as number));
  const rows = await run<{ order_id: number; trace: string }>(sql.readOrderTraces, [
    integerArray([...ids]),
  ]);
  const traces = new Map(rows.map(({ order_id, trace }) => [order_id, trace]));
  // An order that this very batch has placed is not in the history yet.
  for (const { orderId, trace } of unit.events) {
    if (orderId !== undefined && ids.has(orderId) && !traces.has(orderId))
      traces.set(orderId, trace);
  }
  for (const traced of unit.untraced) {
    const first = traces.get(traced.orderId as number);
    if (first !== undefined) traced.trace = joined(first, traced.trace);
  }
}

/** The trace of the one, the span of the other. */
function joined(traceOfOrder: string, own: string): string {
  return `00-${traceOfOrder.slice(3, 35)}-${own.slice(36, 52)}-${own.slice(53)}`;
}
