import type { Pool } from 'pg';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { recordOf } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { Answer } from '../inventory/index.ts';
import type {
  GiftCardPage,
  PaymentProviderView,
  PaymentsView,
} from '../../../contracts/payments.ts';
import { viewGiftCard, type GiftCard } from './gift-cards.ts';
import type { Payment } from './order-record.ts';
import { readOrderRecords } from './order-rows.ts';
import { balanceOf } from './payment-balance.ts';
import { viewPaymentProvider, type PaymentProvider } from './payment-providers.ts';
import * as sql from './payments.sql.ts';
import { refuseUnknownOrder } from './read-order.ts';
import { dueOf } from './settle-order.ts';

type Row = Readonly<Record<string, unknown>>;

/** The money of an order: every fact as it happened, what is open, what a provider is asked for. */
export async function readPayments(pool: Pool, orderId: number): Promise<Answer<PaymentsView>> {
  const [order] = await readOrderRecords(
    [orderId],
    (statement, values) => runStatement(pool, statement, values),
    'optimistic',
  );
  if (order === undefined) return refuseUnknownOrder(orderId);
  const { paidMinor, openMinor } = balanceOf(order.payments);
  return {
    kind: 'found',
    value: {
      orderId: String(order.id),
      currency: order.currency,
      dueMinor: dueOf(order),
      paidMinor,
      authorisedMinor: openMinor,
      facts: order.payments.toSorted((a, b) => a.occurredAt - b.occurredAt).map(factView),
      operations: (order.details.paymentOperations ?? []).map(
        ({ attempt: _attempt, requestedAt, ...operation }) => ({
          ...operation,
          requestedAt: instantToText(requestedAt),
        }),
      ),
    },
  };
}

function factView({ expiresAt, occurredAt, tender, ...fact }: Payment): PaymentsView['facts'][0] {
  return {
    ...fact,
    tender: tender ?? 'card',
    ...(expiresAt === undefined ? {} : { expiresAt: instantToText(expiresAt) }),
    occurredAt: instantToText(occurredAt),
  };
}

/** Every provider by its code; there are a handful. */
export async function listPaymentProviders(client: Queryable): Promise<PaymentProviderView[]> {
  return (await readProviders(client)).map(viewPaymentProvider);
}

/** One provider; null: there is none. */
export async function readPaymentProvider(
  client: Queryable,
  code: string,
): Promise<PaymentProvider | null> {
  return (await readProviders(client)).find((provider) => provider.code === code) ?? null;
}

async function readProviders(client: Queryable): Promise<PaymentProvider[]> {
  const rows = await runStatement<Row>(client, sql.listPaymentProviders, []);
  return rows.map((row) => recordOf<PaymentProvider>(sql.paymentProviders, row));
}

/** Gift cards, newest first. The cursor is one that this has answered. */
export async function listGiftCards(
  client: Queryable,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<GiftCardPage> {
  const [at, id] = cursor === null ? [null, null] : cursor.split('.');
  const rows = await runStatement<Row>(client, sql.listGiftCards, [
    at === null ? null : Number(at),
    id,
    limit + 1,
  ]);
  const cards = rows.map((row) => recordOf<GiftCard>(sql.giftCards, row));
  const last = cards.length > limit ? cards[limit - 1] : undefined;
  return {
    items: cards.slice(0, limit).map(viewGiftCard),
    nextCursor: last === undefined ? null : placeOf(last.issuedAt, last.id),
  };
}

function placeOf(issuedAt: Instant, id: string): string {
  return `${issuedAt}.${id}`;
}
