import type { CausedCommand, EventConsumer, StoredEvent } from '../../hub/index.ts';
import { CAUSES, type Cause } from './exception-causes.ts';
import type { Raised } from './exception-record.ts';
import type { Settled } from './change-exception.ts';

const TYPES = [
  ...new Set(
    CAUSES.flatMap(({ opens, closes }) => [...Object.keys(opens), ...Object.keys(closes)]),
  ),
];

/** Opens and closes exceptions by what happens. */
export const exceptionConsumer: EventConsumer = {
  name: 'exceptions',
  types: () => TYPES,
  consume: (events) => Promise.resolve({ commands: events.flatMap((event) => commandsOf(event)) }),
};

function commandsOf(event: StoredEvent): CausedCommand[] {
  const data = JSON.parse(event.data) as Readonly<Record<string, unknown>>;
  return CAUSES.flatMap((cause) => [...opened(cause, event, data), ...closed(cause, event, data)]);
}

function opened(
  { kind, severity, suggestion, opens }: Cause,
  event: StoredEvent,
  data: Readonly<Record<string, unknown>>,
): CausedCommand[] {
  const found = opens[event.type]?.(event, data) ?? null;
  if (found === null) return [];
  const body: Raised = {
    kind,
    severity,
    suggestion,
    channel: null,
    location: null,
    facts: {},
    orderId: event.order_id,
    ...found,
  };
  return [{ kind: 'raise_exception', body, cause: event, name: kind }];
}

function closed(
  { kind, closes }: Cause,
  event: StoredEvent,
  data: Readonly<Record<string, unknown>>,
): CausedCommand[] {
  const found = closes[event.type]?.(event, data) ?? null;
  if (found === null) return [];
  const { causeKey, subject } = found;
  const body: Settled = { causeKey, subject, resolution: `By itself: ${event.type}.` };
  return [{ kind: 'settle_exception', body, cause: event, name: kind }];
}
