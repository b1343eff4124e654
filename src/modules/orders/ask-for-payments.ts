import { takeDecision, type Command } from '../../hub/index.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { Channel } from './channels.ts';
import { refundGiftCard } from './gift-cards.ts';
import type { Payment, PaymentOperation, OrderDraft } from './order-record.ts';
import type { OrderWorld } from './order-world.ts';
import { PAYMENT_STEPS, situationOf, type PaymentPlan } from './plan-payments.ts';
import { dueOf } from './settle-order.ts';

/** The task that asks a provider. */
export const PAYMENT_TASK = 'orders.payment_operation';

/** What the task is given; the provider's settings are read when it runs. */
export interface PaymentJob {
  readonly orderId: number;
  readonly provider: string;
  readonly currency: string;
  readonly operation: PaymentOperation;
}

/** A plan of payment steps with the record of its decision. */
export interface AskedPayments {
  readonly plan: PaymentPlan;
  readonly decision: string;
}

/** Decides what has to become of an order's money as the draft has it; null: nothing. Pure. */
export function decidePayments(
  draft: OrderDraft,
  {
    channel,
    isCancelled,
    refundMinorMax,
  }: {
    readonly channel: Channel;
    readonly isCancelled: boolean;
    readonly refundMinorMax: MinorUnits | null;
  },
): AskedPayments | null {
  const situation = situationOf(draft, {
    terms: channel.payments,
    dueMinor: dueOf(draft),
    isCancelled,
    refundMinorMax,
  });
  if (situation === null) return null;
  const { choice, record } = takeDecision(PAYMENT_STEPS, situation);
  return choice.steps.length === 0 ? null : { plan: choice, decision: record };
}

/** A draft with what providers are asked for, and what went back to gift cards: facts that are not in it yet. */
export interface MoneyAsked {
  readonly draft: OrderDraft;
  readonly refunded: readonly Payment[];
}

/** Carries payment steps into the batch: gift cards at once, the rest as jobs. */
export function askForPayments(
  world: OrderWorld,
  command: Command,
  draft: OrderDraft,
  { plan }: AskedPayments,
  { payments: terms }: Channel,
): MoneyAsked {
  let made = draft.details.paymentOperationsMade ?? 0;
  const operations = [...(draft.details.paymentOperations ?? [])];
  const refunded: Payment[] = [];
  for (const { kind, tender, of, amountMinor } of plan.steps) {
    made += 1;
    if (tender === 'gift_card') {
      const step = { of, amountMinor, count: made };
      refunded.push(refundGiftCard(world, step, command.receivedAt));
      continue;
    }
    const operation: PaymentOperation = {
      id: `${draft.id}-p${made}`,
      kind,
      tender,
      of,
      amountMinor,
      requestedAt: command.receivedAt,
      attempt: 1,
      state: 'requested',
    };
    operations.push(operation);
    addPaymentJob(world, draft, operation, terms?.provider ?? '');
  }
  const details = {
    ...draft.details,
    paymentOperationsMade: made,
    ...(operations.length === 0 ? {} : { paymentOperations: operations }),
  };
  return { draft: { ...draft, details }, refunded };
}

/** Lets a provider be asked once what was decided is durable. */
export function addPaymentJob(
  { unit }: Pick<OrderWorld, 'unit'>,
  { id, currency }: Pick<OrderDraft, 'id' | 'currency'>,
  operation: PaymentOperation,
  provider: string,
): void {
  const payload: PaymentJob = { orderId: id, provider, currency, operation };
  unit.addJob({
    task: PAYMENT_TASK,
    payload,
    key: `payment/${operation.id}`,
    orderId: id,
  });
}
