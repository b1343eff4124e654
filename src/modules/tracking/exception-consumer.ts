import type { EventConsumer } from '../../hub/index.ts';
import { CAUSES, type Cause, type Happened } from './exception-causes.ts';
import type { Raised } from './exception-record.ts';
import type { Settled } from './change-exception.ts';

const TYPES = [
  ...new Set(
    CAUSES.flatMap(({ opens, closes }) => [...Object.keys(opens), ...Object.keys(closes)]),
  ),
];
const TYPES_READ: ReadonlySet<string> = new Set(TYPES);

/** Opens and closes exceptions by what happens. */
export const exceptionConsumer: EventConsumer = {
  name: 'exceptions',
  types: () => TYPES,
  consume: (events) =>
    Promise.resolve({
      commands: events.flatMap((event) =>
        exceptionCommandsOf(event).map((command) => ({ ...command, cause: event })),
      ),
    }),
};

/** What opens or closes an exception. */
export type ExceptionCommand =
  | { readonly kind: 'raise_exception'; readonly body: Raised; readonly name: string }
  | { readonly kind: 'settle_exception'; readonly body: Settled; readonly name: string };

/** The exceptions that something opens and closes, by the table of causes. */
export function exceptionCommandsOf(event: Happened): ExceptionCommand[] {
  if (!TYPES_READ.has(event.type)) return [];
  const data = JSON.parse(event.data) as Readonly<Record<string, unknown>>;
  return CAUSES.flatMap((cause) => [...opened(cause, event, data), ...closed(cause, event, data)]);
}

function opened(
  { kind, severity, suggestion, opens }: Cause,
  event: Happened,
  data: Readonly<Record<string, unknown>>,
): ExceptionCommand[] {
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
  return [{ kind: 'raise_exception', body, name: kind }];
}

function closed(
  { kind, closes }: Cause,
  event: Happened,
  data: Readonly<Record<string, unknown>>,
): ExceptionCommand[] {
  const found = closes[event.type]?.(event, data) ?? null;
  if (found === null) return [];
  const { causeKey, subject } = found;
  const body: Settled = { causeKey, subject, resolution: `By itself: ${event.type}.` };
  return [{ kind: 'settle_exception', body, name: kind }];
}
