import type { CompiledFlow } from '../engine/index.ts';
import type { MomentKind } from './past-life.ts';

/** What of the lives of orders the flows of a trial look at. */
export interface Seen {
  /** What happens to orders that no flow looks at, unless it waits. */
  readonly unseen: ReadonlySet<MomentKind>;
  /** True: flows look at what is packed. */
  readonly isPacked: boolean;
  /** True: flows look at exceptions. */
  readonly hasExceptions: boolean;
}

/** What triggers flows while an order is placed and paid, and at no moment after that. */
const UNTIL_PAID: ReadonlySet<string> = new Set([
  'order.placed',
  'order.payment_recorded',
  'validate',
  'price',
  'source_rank',
  'promise',
  'payment',
]);
/** What triggers flows when an order is released. */
const AT_RELEASE: ReadonlySet<string> = new Set(['order.released', 'release_gate']);
/** What triggers flows when a part of it is packed. */
const AT_PACKING: ReadonlySet<string> = new Set([
  'ship_gate',
  'fulfilment.packed',
  'fulfilment.ready_for_pick_up',
]);
const LEAVING: readonly MomentKind[] = ['shipped', 'delivered', 'returned'];
const AFTER_PAYMENT: readonly MomentKind[] = ['released', 'packed', ...LEAVING];
const EXCEPTION_EVENT = 'exception.';

/** What these flows look at. What none of them does is not carried, and costs nothing. */
export function seenBy(flows: readonly CompiledFlow[]): Seen {
  const triggers = flows.flatMap(triggersOf);
  const names = [...triggers, ...flows.flatMap(eventsWaitedFor)];
  return {
    unseen: unseenBy(triggers),
    isPacked: names.some((name) => AT_PACKING.has(name)),
    hasExceptions: names.some(isOfExceptions),
  };
}

/** What happens to orders after all that triggers one of these. */
function unseenBy(triggers: readonly string[]): ReadonlySet<MomentKind> {
  const sets = triggers.map((name): ReadonlySet<MomentKind> => new Set(afterAll(name)));
  return new Set(AFTER_PAYMENT.filter((kind) => sets.every((unseen) => unseen.has(kind))));
}

/** What does not happen before something that triggers flows, nor brings it about. */
function afterAll(trigger: string): readonly MomentKind[] {
  if (UNTIL_PAID.has(trigger)) return AFTER_PAYMENT;
  if (AT_RELEASE.has(trigger)) return ['packed', ...LEAVING];
  if (AT_PACKING.has(trigger)) return LEAVING;
  // They open as they did, or by what is told of payments and returns, or by what other flows find.
  if (isOfExceptions(trigger)) return AFTER_PAYMENT.filter((kind) => kind !== 'returned');
  return [];
}

function isOfExceptions(name: string): boolean {
  return name === 'exception' || name.startsWith(EXCEPTION_EVENT);
}

function triggersOf({ trigger }: CompiledFlow): string[] {
  switch (trigger.kind) {
    case 'event':
      return [trigger.event];
    case 'point':
      return [trigger.point];
    case 'api':
    case 'call':
      return [];
  }
}

function eventsWaitedFor({ nodes }: CompiledFlow): string[] {
  return [...nodes.values()].flatMap(({ component, settings }) => {
    const { event } = settings;
    return component.code === 'wait_event' && typeof event === 'string' ? [event] : [];
  });
}
