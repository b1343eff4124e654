import type { StoredEvent } from '../../hub/index.ts';
import type { Raised } from './raise-exception.ts';

type Data = Readonly<Record<string, unknown>>;

/** What an event says that needs a look: the cause, and what suffers from it. */
type Found = Pick<Raised, 'causeKey' | 'subject'> &
  Partial<Pick<Raised, 'channel' | 'location' | 'facts'>>;

/** A kind of exception that follows from what happens. */
export interface Cause {
  readonly kind: string;
  readonly severity: Raised['severity'];
  readonly suggestion: Raised['suggestion'];
  /** Events that open it, and how each is read; null: this one does not. */
  readonly opens: Readonly<Record<string, (event: StoredEvent, data: Data) => Found | null>>;
  /** Events that end it for a subject. */
  readonly closes: Readonly<Record<string, (event: StoredEvent, data: Data) => Found | null>>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const order = (event: StoredEvent) => `order/${event.order_id}`;
/** Each is its own cause: nothing but the subject is common. */
const alone = (kind: string) => (event: StoredEvent) => ({
  causeKey: `${kind}/${event.subject}`,
  subject: event.subject,
});
const ofOrder = (kind: string) => (event: StoredEvent) => ({
  causeKey: `${kind}/${order(event)}`,
  subject: order(event),
});

const paymentOf = (data: Data) => (data['payment'] ?? {}) as Data;
const failedPayment = (event: StoredEvent, data: Data): Found => ({
  causeKey: `payment_failed/${text(data['channel'])}`,
  subject: order(event),
  channel: text(data['channel']),
});
const isSettled = (data: Data) =>
  ['paid', 'authorised', 'not_required'].includes(text(data['paymentState']));

const deadJob = (_event: StoredEvent, data: Data): Found => ({
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
    kind: 'job_failed',
    severity: 2,
    suggestion: 'retry_job',
    opens: { 'job.failed': deadJob },
    closes: { 'job.retried': deadJob, 'job.dropped': deadJob },
  },
];
