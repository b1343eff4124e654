import type { StoredEvent } from '../../hub/index.ts';
import type { Raised } from './exception-record.ts';

/** What is read of something that has happened. */
export type Happened = Pick<StoredEvent, 'type' | 'subject' | 'order_id' | 'data'>;

type Data = Readonly<Record<string, unknown>>;

/** What an event says that needs a look: the cause, and what suffers from it. */
type Found = Pick<Raised, 'causeKey' | 'subject'> &
  Partial<Pick<Raised, 'channel' | 'location' | 'facts' | 'severity'>>;

/** A kind of exception that follows from what happens. */
export interface Cause {
  readonly kind: string;
  readonly severity: Raised['severity'];
  readonly suggestion: Raised['suggestion'];
  /** Events that open it, and how each is read; null: this one does not. */
  readonly opens: Readonly<Record<string, (event: Happened, data: Data) => Found | null>>;
  /** True where somebody waits for what it is about until that is settled: nothing else ends it. */
  readonly isSettledByFact?: true;
  /** Events that end it for a subject. */
  readonly closes: Readonly<Record<string, (event: Happened, data: Data) => Found | null>>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const order = (event: Happened) => `order/${event.order_id}`;
/** Each is its own cause: nothing but the subject is common. */
const alone = (kind: string) => (event: Happened) => ({
  causeKey: `${kind}/${event.subject}`,
  subject: event.subject,
});
const ofOrder = (kind: string) => (event: Happened) => ({
  causeKey: `${kind}/${order(event)}`,
  subject: order(event),
});

const paymentOf = (data: Data) => (data['payment'] ?? {}) as Data;
const failedPayment = (event: Happened, data: Data): Found => ({
  causeKey: `payment_failed/${text(data['channel'])}`,
  subject: order(event),
  channel: text(data['channel']),
});
const isSettled = (data: Data) =>
  ['paid', 'authorised', 'not_required'].includes(text(data['paymentState']));

const isPaid = (data: Data) => Number((data['totals'] as Data | undefined)?.['paidMinor'] ?? 0) > 0;

const changeRequest = (_event: Happened, data: Data): Found => ({
  causeKey: `change_to_answer/${text(data['changeRequest'])}`,
  subject: `change_request/${text(data['changeRequest'])}`,
  location: text(data['location']),
  facts: { fulfilmentOrder: data['fulfilmentOrder'], lines: data['lines'] },
});

const parcel = (kind: string) => (_event: Happened, data: Data) => ({
  causeKey: `${kind}/${text(data['shipment'])}`,
  subject: `shipment/${text(data['shipment'])}`,
  facts: { carrier: data['carrier'], trackingNumber: data['trackingNumber'] },
});

/** What was asked for through one connector: nobody knows what became of it. */
const effect = (event: Happened, data: Data): Found => ({
  causeKey: `effect_unsure/${text(data['connector'])}`,
  subject: event.subject,
  facts: { connector: data['connector'], flow: data['flow'], told: data['reason'] },
});

const isOfSupplier = (data: Data) => text(data['purchaseOrder']) !== '';

/** Purchase orders that one supplier could not be told of have one cause: its address, or the mail server. */
const purchase = (event: Happened, data: Data): Found => {
  const location = text((data['purchaseOrder'] as Data | undefined)?.['location']);
  return {
    causeKey: `purchase_order_not_sent/${location}`,
    subject: event.subject,
    location,
    facts: { outcome: data['outcome'] },
  };
};

/** A proposal names its snapshot in its subject, what was decided in its data. */
const snapshotOf = (event: Happened, data: Data): Found => {
  const id = event.subject.startsWith('snapshot/') ? event.subject.slice(9) : text(data['id']);
  return { causeKey: `correction_to_approve/${id}`, subject: `snapshot/${id}` };
};

const deadJob = (_event: Happened, data: Data): Found => ({
  causeKey: `job_failed/${text(data['task'])}`,
  subject: `job/${text(data['id'])}`,
  facts: { task: data['task'], error: data['error'], attempts: data['attempts'] },
});

/** Everything that opens and closes exceptions by itself, apart from orders that stay too long in a state. */
export const CAUSES: readonly Cause[] = [
  {
    kind: 'payment_failed',
    severity: 2,
    suggestion: 'ask_for_payment',
    opens: {
      'order.payment_recorded': (event, data) =>
        paymentOf(data)['kind'] === 'failed' && !isSettled(data)
          ? failedPayment(event, data)
          : null,
    },
    closes: {
      'order.payment_recorded': (event, data) =>
        isSettled(data) ? failedPayment(event, data) : null,
      'order.cancelled': failedPayment,
    },
  },
  {
    kind: 'chargeback',
    severity: 1,
    suggestion: 'answer_dispute',
    opens: {
      'order.payment_recorded': (event, data) =>
        paymentOf(data)['kind'] === 'chargeback' ? ofOrder('chargeback')(event) : null,
    },
    closes: {},
  },
  {
    kind: 'hold_overdue',
    severity: 2,
    suggestion: 'decide_hold',
    opens: { 'order.hold_overdue': ofOrder('hold_overdue') },
    closes: {
      'order.hold_released': ofOrder('hold_overdue'),
      'order.cancelled': ofOrder('hold_overdue'),
    },
  },
  {
    kind: 'flagged',
    severity: 2,
    suggestion: 'look_closely',
    opens: {
      'order.flagged': (event, data) => {
        const flag = (data['flag'] ?? {}) as Data;
        const severity = Number(flag['severity']);
        return {
          causeKey: `flagged/${text(flag['cause'])}`,
          subject: order(event),
          channel: text(data['channel']),
          facts: { cause: flag['cause'], reason: flag['reason'] },
          ...(severity >= 1 && severity <= 3 ? { severity } : {}),
        };
      },
    },
    // Whoever looked says so: nothing that happens to one order settles what a flow found.
    closes: {},
  },
  {
    kind: 'task_overdue',
    severity: 2,
    suggestion: 'look_closely',
    opens: { 'flow_task.overdue': alone('task_overdue') },
    closes: {
      'flow_task.completed': alone('task_overdue'),
      'flow_task.withdrawn': alone('task_overdue'),
    },
  },
  {
    kind: 'return_to_judge',
    severity: 3,
    suggestion: 'judge_return',
    opens: { 'return.requested': alone('return_to_judge') },
    closes: {
      'return.approved': alone('return_to_judge'),
      'return.rejected': alone('return_to_judge'),
      'return.cancelled': alone('return_to_judge'),
    },
  },
  {
    kind: 'paid_after_cancel',
    severity: 2,
    suggestion: 'look_closely',
    opens: {
      'order.payment_recorded': (event, data) =>
        paymentOf(data)['kind'] === 'captured' && data['state'] === 'cancelled' && isPaid(data)
          ? ofOrder('paid_after_cancel')(event)
          : null,
    },
    closes: {
      'order.payment_recorded': (event, data) =>
        isPaid(data) ? null : ofOrder('paid_after_cancel')(event),
    },
  },
  {
    kind: 'short_pick_waits',
    severity: 2,
    suggestion: 'find_stock',
    opens: {
      'fulfilment.short_picked': (event, data) =>
        data['outcome'] === 'waits' && !isOfSupplier(data)
          ? {
              ...ofOrder('short_pick_waits')(event),
              location: text(data['location']),
              facts: { short: data['short'], waitsUntil: data['waitsUntil'] },
            }
          : null,
    },
    closes: {
      'order.sourced': ofOrder('short_pick_waits'),
      'order.cancelled': ofOrder('short_pick_waits'),
      'order.lines_cancelled': ofOrder('short_pick_waits'),
    },
  },
  {
    // The supplier of a purchase order will not send it, and nobody else has it at hand.
    kind: 'purchase_declined',
    severity: 2,
    suggestion: 'find_stock',
    opens: {
      'fulfilment.short_picked': (event, data) =>
        data['outcome'] === 'waits' && isOfSupplier(data)
          ? {
              ...ofOrder('purchase_declined')(event),
              location: text(data['location']),
              facts: {
                purchaseOrder: data['purchaseOrder'],
                reason: data['reason'],
                short: data['short'],
                waitsUntil: data['waitsUntil'],
              },
            }
          : null,
    },
    closes: {
      'order.sourced': ofOrder('purchase_declined'),
      'order.cancelled': ofOrder('purchase_declined'),
      'order.lines_cancelled': ofOrder('purchase_declined'),
    },
  },
  {
    kind: 'purchase_order_not_sent',
    severity: 2,
    suggestion: 'reach_supplier',
    opens: {
      'purchase_order.not_sent': (event, data) =>
        // A hold has somebody of its own who looks at it.
        data['outcome'] === 'blocked' ? null : purchase(event, data),
    },
    closes: {
      'purchase_order.sent': purchase,
      'purchase_order.supplier_told': purchase,
      'purchase_order.accepted': purchase,
      'purchase_order.declined': purchase,
      'purchase_order.shipped': purchase,
      'purchase_order.cancelled': purchase,
    },
  },
  {
    kind: 'change_to_answer',
    severity: 2,
    suggestion: 'answer_request',
    opens: { 'fulfilment.change_requested': changeRequest },
    closes: {
      'fulfilment.change_accepted': changeRequest,
      'fulfilment.change_refused': changeRequest,
      'fulfilment.change_withdrawn': changeRequest,
    },
  },
  {
    kind: 'delivery_failed',
    severity: 2,
    suggestion: 'call_customer',
    opens: { 'fulfilment.delivery_failed': parcel('delivery_failed') },
    closes: {
      'fulfilment.delivered': parcel('delivery_failed'),
      'fulfilment.returned_to_sender': parcel('delivery_failed'),
    },
  },
  {
    kind: 'contradiction',
    severity: 2,
    suggestion: 'look_closely',
    opens: {
      // Delivered, says the carrier, and has sent it back as well.
      'fulfilment.told_again': (event, data) =>
        data['shipmentState'] === 'delivered' ? null : parcel('contradiction')(event, data),
      'fulfilment.returned_to_sender': (event, data) =>
        data['shipmentState'] === 'returned_to_sender'
          ? null
          : parcel('contradiction')(event, data),
    },
    closes: {},
  },
  {
    kind: 'promise_broken',
    severity: 1,
    suggestion: 'find_stock',
    opens: {
      'stock.promise_broken': (_event, data) => ({
        causeKey: `promise_broken/${text(data['location'])}`,
        subject: `sku/${text(data['sku'])}`,
        location: text(data['location']),
        facts: { missing: data['missing'], orders: data['orders'] },
      }),
    },
    closes: {},
  },
  {
    kind: 'correction_to_approve',
    severity: 3,
    suggestion: 'approve_correction',
    opens: { 'stock.correction_proposed': snapshotOf },
    closes: { 'stock.reconciled': snapshotOf, 'snapshot.rejected': snapshotOf },
  },
  {
    kind: 'webhook_paused',
    severity: 3,
    suggestion: 'mend_connection',
    opens: { 'webhook.paused': alone('webhook_paused') },
    closes: {
      'webhook.resumed': alone('webhook_paused'),
      'webhook.disabled': alone('webhook_paused'),
      'webhook.removed': alone('webhook_paused'),
    },
  },
  {
    kind: 'effect_unsure',
    severity: 2,
    suggestion: 'find_out',
    isSettledByFact: true,
    opens: { 'flow.effect_unsure': effect },
    closes: { 'flow.effect_done': effect, 'flow.effect_failed': effect },
  },
  {
    kind: 'job_failed',
    severity: 2,
    suggestion: 'retry_job',
    opens: { 'job.failed': deadJob },
    closes: { 'job.retried': deadJob, 'job.dropped': deadJob },
  },
];

/** True for exceptions that only what they are about ends: closed otherwise it would wait on with nobody told. */
export function isSettledByFact(kind: string): boolean {
  return CAUSES.some((cause) => cause.kind === kind && cause.isSettledByFact === true);
}
