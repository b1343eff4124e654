import { keptJson } from '../../kernel/kept-text.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { LoadMode, RunStatement, Write } from '../../hub/index.ts';
import { integerArray, jsonList } from '../../platform/postgres/array-literals.ts';
import {
  copyBytes,
  copyInstant,
  copyJson,
  copyRow,
  copyText,
} from '../../platform/postgres/copy.ts';
import type { OrderLine, OrderRecord, Payment, WaitingLine } from './order-record.ts';
import * as sql from './orders.sql.ts';

/** A line with the order it belongs to. */
export interface LineOfOrder {
  readonly orderId: number;
  readonly line: OrderLine;
}

/** Columns of lines, as the statements take them. */
export function lineValues(lines: readonly LineOfOrder[]): unknown[] {
  return [
    integerArray(lines.map(({ orderId }) => orderId)),
    integerArray(lines.map(({ line }) => line.lineNumber)),
    integerArray(lines.map(({ line }) => line.skuId)),
    integerArray(lines.map(({ line }) => line.quantity)),
    integerArray(lines.map(({ line }) => line.cancelledQuantity)),
    integerArray(lines.map(({ line }) => line.unitPriceMinor)),
    integerArray(lines.map(({ line }) => line.discountMinor)),
    integerArray(lines.map(({ line }) => line.taxMinor)),
    jsonList(
      lines.map(({ line }) => (line.attributes === null ? null : JSON.stringify(line.attributes))),
    ),
    integerArray(lines.map(({ line }) => line.shippedQuantity)),
    integerArray(lines.map(({ line }) => line.deliveredQuantity)),
    integerArray(lines.map(({ line }) => line.returnedQuantity)),
  ];
}

/** The writes of new orders: headers and lines. */
export function placedWrites(orders: readonly OrderRecord[]): Write[] {
  let headers = '';
  let lines = '';
  for (const order of orders) {
    headers += copyRow([
      String(order.id),
      String(order.channelId),
      copyText(order.externalId),
      copyBytes(order.requestHash),
      String(order.version),
      order.state,
      order.paymentState,
      order.stockState,
      order.currency,
      String(order.goodsMinor),
      String(order.discountMinor),
      String(order.taxMinor),
      String(order.chargesMinor),
      String(order.totalMinor),
      String(order.paidMinor),
      String(order.priority),
      copyInstant(order.placedAt),
      copyInstant(order.recordedAt),
      copyInstant(order.wantedBy),
      copyInstant(order.promisedAt),
      copyInstant(order.nextDeadlineAt),
      copyJson(JSON.stringify(order.customer)),
      copyJson(JSON.stringify(order.shipTo)),
      copyJson(JSON.stringify(order.details)),
      copyJson(JSON.stringify(order.shipments)),
      copyJson(JSON.stringify(order.holds)),
    ]);
    for (const line of order.lines) {
      lines += copyRow([
        String(order.id),
        String(line.lineNumber),
        String(line.skuId),
        String(line.quantity),
        String(line.cancelledQuantity),
        String(line.unitPriceMinor),
        String(line.discountMinor),
        String(line.taxMinor),
        copyJson(line.attributes === null ? null : JSON.stringify(line.attributes)),
      ]);
    }
  }
  return [
    { copy: sql.copyHeaders, rows: headers },
    { copy: sql.copyLines, rows: lines },
  ];
}

/** A changed order, as `updateHeaders` takes it. */
export function headerRow(order: OrderRecord, versionRead: number): object {
  return {
    id: order.id,
    version_read: versionRead,
    version: order.version,
    state: order.state,
    payment_state: order.paymentState,
    stock_state: order.stockState,
    goods_minor: order.goodsMinor,
    discount_minor: order.discountMinor,
    tax_minor: order.taxMinor,
    charges_minor: order.chargesMinor,
    total_minor: order.totalMinor,
    paid_minor: order.paidMinor,
    priority: order.priority,
    wanted_by_ms: order.wantedBy,
    promised_at_ms: order.promisedAt,
    next_deadline_at_ms: order.nextDeadlineAt,
    customer: keptJson(JSON.stringify(order.customer)),
    ship_to: keptJson(JSON.stringify(order.shipTo)),
    details: keptJson(JSON.stringify(order.details)),
    shipments: keptJson(JSON.stringify(order.shipments)),
    holds: keptJson(JSON.stringify(order.holds)),
  };
}

interface HeaderRow {
  id: number;
  channel_id: number;
  external_id: string;
  request_hash: Buffer;
  version: number;
  state: OrderRecord['state'];
  payment_state: OrderRecord['paymentState'];
  stock_state: OrderRecord['stockState'];
  currency: string;
  goods_minor: number;
  discount_minor: number;
  tax_minor: number;
  charges_minor: number;
  total_minor: number;
  paid_minor: number;
  priority: number;
  placed_at: Instant;
  recorded_at: Instant;
  wanted_by: Instant | null;
  promised_at: Instant | null;
  next_deadline_at: Instant | null;
  // JSON text: columns of type json are not parsed by the driver.
  customer: string;
  ship_to: string;
  details: string;
  shipments: string;
  holds: string;
}

/** Reads whole orders by id, lines, payments and waiting quantities included. */
export async function readOrderRecords(
  ids: readonly number[],
  run: RunStatement,
  mode: LoadMode,
): Promise<OrderRecord[]> {
  const wanted = [integerArray(ids)];
  const headers = await run<HeaderRow>(
    mode === 'locked' ? sql.lockHeaders : sql.readHeaders,
    wanted,
  );
  const lines = Map.groupBy(await run<LineRow>(sql.readLines, wanted), ({ order_id }) => order_id);
  const payments = Map.groupBy(
    await run<PaymentRow>(sql.readPayments, wanted),
    ({ order_id }) => order_id,
  );
  const waiting = Map.groupBy(
    await run<WaitingRow>(sql.readWaitingOfOrders, wanted),
    ({ order_id }) => order_id,
  );
  return headers.map((row) => ({
    id: row.id,
    channelId: row.channel_id,
    externalId: row.external_id,
    requestHash: row.request_hash,
    version: row.version,
    state: row.state,
    paymentState: row.payment_state,
    stockState: row.stock_state,
    currency: row.currency,
    goodsMinor: row.goods_minor,
    discountMinor: row.discount_minor,
    taxMinor: row.tax_minor,
    chargesMinor: row.charges_minor,
    totalMinor: row.total_minor,
    paidMinor: row.paid_minor,
    priority: row.priority,
    placedAt: row.placed_at,
    recordedAt: row.recorded_at,
    wantedBy: row.wanted_by,
    promisedAt: row.promised_at,
    nextDeadlineAt: row.next_deadline_at,
    customer: JSON.parse(row.customer) as OrderRecord['customer'],
    shipTo: JSON.parse(row.ship_to) as OrderRecord['shipTo'],
    details: JSON.parse(row.details) as OrderRecord['details'],
    shipments: JSON.parse(row.shipments) as OrderRecord['shipments'],
    holds: JSON.parse(row.holds) as OrderRecord['holds'],
    lines: (lines.get(row.id) ?? []).map(lineOf),
    payments: (payments.get(row.id) ?? []).map(paymentOf),
    waiting: (waiting.get(row.id) ?? []).map(waitingOf),
  }));
}

interface LineRow {
  order_id: number;
  line_number: number;
  sku_id: number;
  quantity: number;
  cancelled_quantity: number;
  shipped_quantity: number;
  delivered_quantity: number;
  returned_quantity: number;
  unit_price_minor: number;
  discount_minor: number;
  tax_minor: number;
  attributes: string | null;
}

function lineOf(row: LineRow): OrderLine {
  return {
    lineNumber: row.line_number,
    skuId: row.sku_id,
    quantity: row.quantity,
    cancelledQuantity: row.cancelled_quantity,
    shippedQuantity: row.shipped_quantity,
    deliveredQuantity: row.delivered_quantity,
    returnedQuantity: row.returned_quantity,
    unitPriceMinor: row.unit_price_minor,
    discountMinor: row.discount_minor,
    taxMinor: row.tax_minor,
    attributes:
      row.attributes === null ? null : (JSON.parse(row.attributes) as Record<string, unknown>),
  };
}

interface PaymentRow {
  order_id: number;
  reference: string;
  kind: Payment['kind'];
  amount_minor: number;
  occurred_at: Instant;
  tender: NonNullable<Payment['tender']> | null;
  authorisation: string | null;
  capture: string | null;
  expires_at: Instant | null;
}

function paymentOf(row: PaymentRow): Payment {
  return {
    reference: row.reference,
    kind: row.kind,
    amountMinor: row.amount_minor,
    occurredAt: row.occurred_at,
    ...(row.tender === null ? {} : { tender: row.tender }),
    ...(row.authorisation === null ? {} : { authorisation: row.authorisation }),
    ...(row.capture === null ? {} : { capture: row.capture }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  };
}

/** True for a fact that says no more than kind and amount: those of ordinary orders. */
export function isPlain({ tender, authorisation, capture, expiresAt }: Payment): boolean {
  return (tender ?? authorisation ?? capture ?? expiresAt) === undefined;
}

/** A payment fact, as `insertTenderedPayments` takes it. */
export function paymentRow(orderId: number, payment: Payment, recordedAt: Instant): object {
  return {
    order_id: orderId,
    reference: payment.reference,
    kind: payment.kind,
    amount_minor: payment.amountMinor,
    occurred_at_ms: payment.occurredAt,
    recorded_at_ms: recordedAt,
    tender: payment.tender ?? null,
    authorisation: payment.authorisation ?? null,
    capture: payment.capture ?? null,
    expires_at_ms: payment.expiresAt ?? null,
  };
}

interface WaitingRow {
  order_id: number;
  line_number: number;
  sku_id: number;
  location_id: number;
  quantity: number;
  waits_for: WaitingLine['waitsFor'];
  incoming_id: string | null;
  expected_at: Instant;
}

function waitingOf(row: WaitingRow): WaitingLine {
  return {
    lineNumber: row.line_number,
    skuId: row.sku_id,
    locationId: row.location_id,
    quantity: row.quantity,
    waitsFor: row.waits_for,
    incomingId: row.incoming_id,
    expectedAt: row.expected_at,
  };
}
