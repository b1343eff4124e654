import type { Pool } from 'pg';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { PlaceOrder } from '../../../contracts/orders.ts';
import type { PaymentKind, RecordPayment, Tender } from '../../../contracts/payments.ts';
import { exposureOf } from './accounts.ts';
import type { OrderToPlace } from './gift-cards.ts';
import type { OrderDetails } from './order-record.ts';
import * as sql from './past-orders.sql.ts';

/** An order of the past, as it can be placed once more. */
export interface PastOrder {
  readonly id: number;
  readonly receivedAt: Instant;
  readonly body: OrderToPlace;
  /** What its account owes for it now: placed once more it would be owed twice. */
  readonly owedMinor: MinorUnits;
  /** What was told of its payment, in that order. */
  readonly payments: readonly { readonly at: Instant; readonly body: RecordPayment }[];
  /** What happened to it afterwards, in that order. */
  readonly moments: readonly PastMoment[];
}

/** What happens to an order beside its payments. */
export interface PastMoment {
  readonly at: Instant;
  readonly kind: 'released' | 'shipped' | 'delivered' | 'cancelled';
}

const MOMENTS: Readonly<Record<string, PastMoment['kind']>> = {
  'order.released': 'released',
  'fulfilment.shipped': 'shipped',
  'fulfilment.delivered': 'delivered',
  'order.cancelled': 'cancelled',
};

interface MomentRow {
  readonly order_id: number;
  readonly type: string;
  readonly recorded_at: Instant;
}

/** The newest `limit` orders that were placed from `from` to before `to`, newest first. */
export async function readPastIds(
  pool: Pool,
  { from, to, limit }: { readonly from: Instant; readonly to: Instant; readonly limit: number },
): Promise<number[]> {
  const rows = await runStatement<{ id: number }>(pool, sql.readPastIds, [from, to, limit]);
  return rows.map(({ id }) => id);
}

/**
 * Past orders as they were asked for, the oldest first. What people have changed since stands as it is now; an exchange
 * has no order of its own to be placed by, and is left out. Gift cards are not spent once more: what they paid is told
 * as a payment.
 */
export async function readPastOrders(pool: Pool, ids: readonly number[]): Promise<PastOrder[]> {
  const [rows, told] = await Promise.all([
    runStatement<PastRow>(pool, sql.readPastOrders, [ids]),
    runStatement<MomentRow>(pool, sql.readPastMoments, [ids, Object.keys(MOMENTS)]),
  ]);
  const moments = Map.groupBy(told, ({ order_id }) => order_id);
  return rows
    .map((row) => ({ ...row, details: JSON.parse(row.details) as OrderDetails }))
    .filter(({ details }) => details.kind !== 'exchange')
    .map((row) => ({
      ...pastOrderOf(row),
      moments: (moments.get(row.id) ?? []).flatMap(({ type, recorded_at: at }) => {
        const kind = MOMENTS[type];
        return kind === undefined ? [] : [{ at, kind }];
      }),
    }));
}

interface PastRow {
  readonly id: number;
  readonly channel: string;
  readonly currency: string;
  readonly priority: number;
  readonly placed_at: Instant;
  readonly recorded_at: Instant;
  readonly total_minor: MinorUnits;
  readonly paid_minor: MinorUnits;
  readonly wanted_by: Instant | null;
  readonly customer: string;
  readonly ship_to: string;
  readonly details: string;
  readonly pick_up_location: string | null;
  readonly lines: string;
  readonly payments: string | null;
}

type PastRecord = Omit<PastRow, 'details'> & { readonly details: OrderDetails };

interface PastLine {
  readonly lineNumber: number;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly attributes: Exclude<PlaceOrder['lines'][number]['attributes'], undefined> | null;
}

interface PastPayment {
  readonly kind: PaymentKind;
  readonly amountMinor: number;
  readonly reference: string;
  readonly tender: Tender | null;
  readonly occurredAtMs: Instant;
}

function pastOrderOf(row: PastRecord): Omit<PastOrder, 'moments'> {
  const { details } = row;
  const charges = [...details.charges, ...(details.cancelledCharges ?? [])];
  const lines = JSON.parse(row.lines) as PastLine[];
  const payments = JSON.parse(row.payments ?? '[]') as PastPayment[];
  const parts = new Set(
    (details.bundles ?? []).flatMap(({ children }) => children.map(({ lineNumber }) => lineNumber)),
  );
  return {
    id: row.id,
    receivedAt: row.recorded_at,
    owedMinor: exposureOf({ details, totalMinor: row.total_minor, paidMinor: row.paid_minor }),
    body: {
      channel: row.channel,
      externalId: `tried ${row.id}`,
      placedAt: instantToText(row.placed_at),
      currency: row.currency,
      customer: JSON.parse(row.customer) as PlaceOrder['customer'],
      shipTo: JSON.parse(row.ship_to) as PlaceOrder['shipTo'],
      priority: row.priority,
      split: details.split,
      backorder: details.backorder,
      attributes: { ...details.attributes },
      customFields: { ...details.customFields },
      charges,
      lines: lines.filter(({ lineNumber }) => !parts.has(lineNumber)).map(lineOf),
      ...(row.wanted_by === null ? {} : { wantedBy: instantToText(row.wanted_by) }),
      ...(details.note === null ? {} : { note: details.note }),
      ...kindOf(row),
    },
    payments: payments.map(({ occurredAtMs, tender, ...payment }) => ({
      at: Math.max(row.recorded_at, occurredAtMs),
      body: { ...payment, ...(tender === null || tender === 'gift_card' ? {} : { tender }) },
    })),
  };
}

function lineOf(line: PastLine): PlaceOrder['lines'][number] {
  const { sku, quantity, unitPriceMinor, discountMinor, taxMinor, attributes } = line;
  const asked = { sku, quantity, unitPriceMinor, discountMinor, taxMinor };
  return attributes === null ? asked : { ...asked, attributes };
}

function kindOf({ details, pick_up_location: pickUpLocation }: PastRecord) {
  const { kind = 'standard', preorder, business } = details;
  if (kind === 'standard' || kind === 'exchange') return {};
  return {
    kind,
    ...(preorder === undefined ? {} : { depositMinor: preorder.depositMinor }),
    ...(business === undefined ? {} : { account: business.account }),
    ...(business?.purchaseOrderNumber === undefined
      ? {}
      : { purchaseOrderNumber: business.purchaseOrderNumber }),
    ...(pickUpLocation === null ? {} : { pickUpLocation }),
  };
}
