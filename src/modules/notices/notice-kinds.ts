import type { StoredEvent } from '../../hub/index.ts';
import type { NoticeKind } from '../../../contracts/notices.ts';

/** The events that may be the moment of each mail. */
const EVENTS_OF_KIND: Readonly<Record<NoticeKind, readonly string[]>> = {
  placed: ['order.placed'],
  backordered: ['order.placed'],
  paid: ['order.payment_recorded'],
  delayed: ['order.sourced', 'order.promise_moved'],
  shipped: ['fulfilment.shipped'],
  ready_for_pick_up: ['fulfilment.ready_for_pick_up'],
  delivered: ['fulfilment.delivered'],
  cancelled: ['order.cancelled'],
  // The moment at which money has gone back, whatever it was for.
  refunded: ['order.payment_recorded'],
};

/** The types of events that these mails need. */
export function eventsOf(kinds: Iterable<NoticeKind>): string[] {
  return [...new Set([...kinds].flatMap((kind) => EVENTS_OF_KIND[kind]))];
}

interface OrderEventData {
  readonly state?: string;
  readonly milestones?: readonly string[];
  readonly payment?: { readonly kind?: string };
}

/** The mail whose moment an event is; null: none. A late date is recognised when the mail is made. */
export function kindOf(event: StoredEvent): NoticeKind | null {
  switch (event.type) {
    case 'fulfilment.shipped':
      return 'shipped';
    case 'fulfilment.ready_for_pick_up':
      return 'ready_for_pick_up';
    case 'fulfilment.delivered':
      return 'delivered';
    case 'order.cancelled':
      return 'cancelled';
    case 'order.sourced':
    case 'order.promise_moved':
      return 'delayed';
    case 'order.placed':
      return dataOf(event).state === 'backordered' ? 'backordered' : 'placed';
    case 'order.payment_recorded': {
      const { payment, milestones } = dataOf(event);
      if (payment?.kind === 'refunded') return 'refunded';
      return milestones?.includes('paid') === true ? 'paid' : null;
    }
    default:
      return null;
  }
}

function dataOf({ data }: StoredEvent): OrderEventData {
  return JSON.parse(data) as OrderEventData;
}
