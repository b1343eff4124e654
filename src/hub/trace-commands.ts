import { beginSpan, failSpan, SpanKind } from '../platform/tracing.ts';
import type { Command, Lane, Reply } from './command.ts';
import type { EventRecord } from './unit-of-work.ts';

/** A span from the moment a command is submitted until it is answered. */
export async function traceCommand(
  command: Command,
  lane: Lane,
  answered: Promise<Reply>,
): Promise<Reply> {
  const span = beginSpan(`command ${command.kind}`, {
    kind: SpanKind.INTERNAL,
    parent: command.trace,
    attributes: {
      'linchpin.command.id': command.id,
      'linchpin.command.kind': command.kind,
      'linchpin.lane': lane,
    },
  });
  try {
    const reply = await answered;
    span.setAttributes({
      'linchpin.status': reply.status,
      'linchpin.repeated': reply.repeated,
    });
    if (reply.status >= 500) failSpan(span, `status ${reply.status}`);
    return reply;
  } finally {
    span.end();
  }
}

/**
 * A span in the trace of its order for each event that another trace has caused, linked to that one: whoever
 * follows the order sees it, and whoever follows the call finds the order.
 */
export function traceEvents(events: readonly EventRecord[]): void {
  const begun = new Set<string>();
  for (const event of events) {
    if (event.cause === undefined || event.orderId === undefined) continue;
    const isFirst = !begun.has(event.trace);
    begun.add(event.trace);
    beginSpan(`event ${event.type}`, {
      kind: SpanKind.INTERNAL,
      parent: event.trace,
      // The trace that is kept with the event names this span; jobs that it left stand below it.
      isParentItself: isFirst,
      links: [event.cause],
      attributes: { 'linchpin.order.id': String(event.orderId), 'linchpin.event.id': event.id },
    }).end();
  }
}
