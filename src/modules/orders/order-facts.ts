import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FactSource, LoadMode, RunStatement, UnitOfWork, Write } from '../../hub/index.ts';
import { bytesArray, integerArray, jsonList, textArray } from '../../platform/postgres/array-literals.ts';
import type { CatalogueFacts, StockFacts } from '../inventory/index.ts';
import type { ChannelsInBatch } from './channels.ts';
import type { OrderLine, OrderRecord, Payment, WaitingLine } from './order-record.ts';
import * as sql from './orders.sql.ts';

const ORDER_ID_BLOCK = 1_000;

/** An order that was placed before under the same external id, with the answer that was given. */
export interface Twin {
  readonly orderId: number;
  readonly requestHash: Buffer;
  readonly reply: string;
}

/** Order identifiers that this process may hand out. */
interface IdBlocks {
  readonly blocks: { next: number; end: number }[];
}

/** The orders that one batch sees and changes. */
export class OrderFacts {
  readonly ids = new Set<number>();
  readonly external: { readonly channelCode: string; readonly externalId: string }[] = [];
  newOrders = 0;
  readonly #ids: IdBlocks;
  readonly #orders = new Map<number, OrderRecord>();
  readonly #twins = new Map<string, Twin>();
  readonly #versionsRead = new Map<number, number>();
  readonly #placed = new Set<number>();
  readonly #changed = new Set<number>();
  readonly #linesChanged = new Map<number, Set<number>>();
  readonly #waitingChanged = new Set<number>();
  readonly #payments: { readonly orderId: number; readonly payment: Payment; readonly recordedAt: Instant }[] = [];

  constructor(ids: IdBlocks) {
    this.#ids = ids;
  }

  /** Names an order that the decision will read. */
  needOrder(id: number): void {
    this.ids.add(id);
  }

  /** Names an order about to be placed, so that its twin is found. */
  needTwin(channelCode: string, externalId: string): void {
    this.external.push({ channelCode, externalId });
    this.newOrders += 1;
  }

  /** Undefined: there is no such order. */
  order(id: number): OrderRecord | undefined {
    return this.#orders.get(id);
  }

  orders(): Iterable<OrderRecord> {
    return this.#orders.values();
  }

  twin(channelId: number, externalId: string): Twin | undefined {
    return this.#twins.get(`${channelId}\n${externalId}`);
  }

  keepTwin(channelId: number, externalId: string, twin: Twin): void {
    this.#twins.set(`${channelId}\n${externalId}`, twin);
  }

  keepRead(order: OrderRecord): void {
    this.#orders.set(order.id, order);
    this.#versionsRead.set(order.id, order.version);
  }

  /** The next order identifier. Gaps are allowed, twice the same is not. */
  newOrderId(): number {
    for (const block of this.#ids.blocks) {
      if (block.next < block.end) return block.next++;
    }
    throw new RangeError('identifiers are fetched when the batch is loaded');
  }

  /** Takes a new order in. */
  place(order: OrderRecord): void {
    this.#orders.set(order.id, order);
    this.#placed.add(order.id);
    if (order.waiting.length > 0) this.#waitingChanged.add(order.id);
  }

  /** Replaces an order by what was decided. Its version counts up once a batch. */
  change(order: OrderRecord): OrderRecord {
    const before = this.#orders.get(order.id);
    assert(before !== undefined, 'only an order that was read can change');
    const read = this.#versionsRead.get(order.id);
    const changed = read === undefined ? order : { ...order, version: read + 1 };
    this.#orders.set(order.id, changed);
    if (read !== undefined) this.#changed.add(order.id);
    for (const line of order.lines) {
      if (before.lines.includes(line)) continue;
      let numbers = this.#linesChanged.get(order.id);
      if (numbers === undefined) this.#linesChanged.set(order.id, (numbers = new Set()));
      numbers.add(line.lineNumber);
    }
    if (before.waiting !== order.waiting) this.#waitingChanged.add(order.id);
    return changed;
  }

  addPayment(orderId: number, payment: Payment, recordedAt: Instant): void {
    this.#payments.push({ orderId, payment, recordedAt });
  }

  writes(): Write[] {
    return [
      ...this.#headerWrites(),
      ...this.#lineWrites(),
      ...this.#waitingWrites(),
      ...this.#paymentWrites(),
    ];
  }

  #get(id: number): OrderRecord {
    const order = this.#orders.get(id);
    assert(order !== undefined, `order ${id} is in the batch`);
    return order;
  }

  #headerWrites(): Write[] {
    const writes: Write[] = [];
    const placed = [...this.#placed].map((id) => this.#get(id));
    if (placed.length > 0) writes.push(insertHeadersWrite(placed));
    const changed = [...this.#changed].toSorted((a, b) => a - b);
    if (changed.length > 0) {
      const rows = changed.map((id) => headerRow(this.#get(id), this.#versionsRead.get(id) as number));
      writes.push({ statement: sql.updateHeaders, values: [JSON.stringify(rows)], rowsExpected: rows.length });
    }
    return writes;
  }

  #lineWrites(): Write[] {
    const placed = [...this.#placed].flatMap((orderId) => this.#linesOf(orderId, () => true));
    const changed = [...this.#linesChanged]
      .filter(([orderId]) => !this.#placed.has(orderId))
      .flatMap(([orderId, numbers]) => this.#linesOf(orderId, ({ lineNumber }) => numbers.has(lineNumber)));
    const writes: Write[] = [];
    if (placed.length > 0) writes.push({ statement: sql.insertLines, values: lineValues(placed) });
    if (changed.length > 0) writes.push({ statement: sql.putLines, values: lineValues(changed) });
    return writes;
  }

  #linesOf(orderId: number, accept: (line: OrderLine) => boolean): LineOfOrder[] {
    return this.#get(orderId)
      .lines.filter(accept)
      .map((line) => ({ orderId, line }));
  }

  #waitingWrites(): Write[] {
    if (this.#waitingChanged.size === 0) return [];
    const writes: Write[] = [];
    const before = [...this.#waitingChanged].filter((id) => !this.#placed.has(id));
    if (before.length > 0) writes.push({ statement: sql.deleteWaiting, values: [integerArray(before)] });
    const waiting = [...this.#waitingChanged].flatMap((id) => {
      const order = this.#get(id);
      return order.waiting.map((line) => ({ order, line }));
    });
    if (waiting.length > 0) {
      writes.push({
        statement: sql.insertWaiting,
        values: [
          integerArray(waiting.map(({ order }) => order.id)),
          integerArray(waiting.map(({ line }) => line.lineNumber)),
          integerArray(waiting.map(({ line }) => line.skuId)),
          integerArray(waiting.map(({ line }) => line.locationId)),
          integerArray(waiting.map(({ line }) => line.quantity)),
          textArray(waiting.map(({ line }) => line.waitsFor)),
          textArray(waiting.map(({ line }) => line.incomingId)),
          integerArray(waiting.map(({ line }) => line.expectedAt)),
          integerArray(waiting.map(({ order }) => order.priority)),
          integerArray(waiting.map(({ order }) => order.placedAt)),
        ],
      });
    }
    return writes;
  }

  #paymentWrites(): Write[] {
    const payments = this.#payments;
    if (payments.length === 0) return [];
    return [
      {
        statement: sql.insertPayments,
        values: [
          integerArray(payments.map(({ orderId }) => orderId)),
          textArray(payments.map(({ payment }) => payment.reference)),
          textArray(payments.map(({ payment }) => payment.kind)),
          integerArray(payments.map(({ payment }) => payment.amountMinor)),
          integerArray(payments.map(({ payment }) => payment.occurredAt)),
          integerArray(payments.map(({ recordedAt }) => recordedAt)),
        ],
      },
    ];
  }
}

interface LineOfOrder {
  readonly orderId: number;
  readonly line: OrderLine;
}

function lineValues(lines: readonly LineOfOrder[]): unknown[] {
  return [
    integerArray(lines.map(({ orderId }) => orderId)),
    integerArray(lines.map(({ line }) => line.lineNumber)),
    integerArray(lines.map(({ line }) => line.skuId)),
    integerArray(lines.map(({ line }) => line.quantity)),
    integerArray(lines.map(({ line }) => line.cancelledQuantity)),
    integerArray(lines.map(({ line }) => line.unitPriceMinor)),
    integerArray(lines.map(({ line }) => line.discountMinor)),
    integerArray(lines.map(({ line }) => line.taxMinor)),
    jsonList(lines.map(({ line }) => (line.attributes === null ? null : JSON.stringify(line.attributes)))),
  ];
}

function insertHeadersWrite(orders: readonly OrderRecord[]): Write {
  return {
    statement: sql.insertHeaders,
    values: [
      integerArray(orders.map(({ id }) => id)),
      integerArray(orders.map(({ channelId }) => channelId)),
      textArray(orders.map(({ externalId }) => externalId)),
      bytesArray(orders.map(({ requestHash }) => requestHash)),
      textArray(orders.map(({ state }) => state)),
      textArray(orders.map(({ paymentState }) => paymentState)),
      textArray(orders.map(({ stockState }) => stockState)),
      textArray(orders.map(({ currency }) => currency)),
      integerArray(orders.map(({ goodsMinor }) => goodsMinor)),
      integerArray(orders.map(({ discountMinor }) => discountMinor)),
      integerArray(orders.map(({ taxMinor }) => taxMinor)),
      integerArray(orders.map(({ chargesMinor }) => chargesMinor)),
      integerArray(orders.map(({ totalMinor }) => totalMinor)),
      integerArray(orders.map(({ paidMinor }) => paidMinor)),
      integerArray(orders.map(({ priority }) => priority)),
      integerArray(orders.map(({ placedAt }) => placedAt)),
      integerArray(orders.map(({ recordedAt }) => recordedAt)),
      integerArray(orders.map(({ wantedBy }) => wantedBy)),
      integerArray(orders.map(({ promisedAt }) => promisedAt)),
      integerArray(orders.map(({ nextDeadlineAt }) => nextDeadlineAt)),
      jsonList(orders.map(({ customer }) => JSON.stringify(customer))),
      jsonList(orders.map(({ shipTo }) => JSON.stringify(shipTo))),
      jsonList(orders.map(({ details }) => JSON.stringify(details))),
      jsonList(orders.map(({ shipments }) => JSON.stringify(shipments))),
    ],
  };
}

function headerRow(order: OrderRecord, versionRead: number): object {
  return {
    id: order.id,
    version: versionRead,
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
    customer: order.customer,
    ship_to: order.shipTo,
    details: order.details,
    shipments: order.shipments,
    holds: order.holds,
  };
}

/** Lower facts that loading an order also asks for. */
export interface OrderSourceNeeds {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly channels: FactSource<ChannelsInBatch>;
  readonly stock: FactSource<StockFacts>;
}

/** Where order facts come from. One a process: it keeps its block of identifiers. */
export function createOrderSource(needs: OrderSourceNeeds): FactSource<OrderFacts> {
  const ids: IdBlocks = { blocks: [] };
  return {
    name: 'orders',
    open: () => new OrderFacts(ids),
    async load(facts, unit, run, mode) {
      await fetchIds(ids, facts.newOrders, run);
      await loadTwins(facts, unit, needs, run);
      if (facts.ids.size === 0) return;
      await loadOrders(facts, run, mode);
      const catalogue = unit.facts(needs.catalogue);
      const stock = unit.facts(needs.stock);
      for (const order of facts.orders()) {
        for (const { skuId } of order.lines) {
          catalogue.needSkuId(skuId);
          stock.needSku(skuId);
        }
      }
    },
    write: (facts) => facts.writes(),
  };
}

async function fetchIds(ids: IdBlocks, count: number, run: RunStatement): Promise<void> {
  ids.blocks.splice(0, ids.blocks.length, ...ids.blocks.filter(({ next, end }) => next < end));
  const left = ids.blocks.reduce((sum, { next, end }) => sum + end - next, 0);
  if (left >= count) return;
  const blocks = Math.ceil((count - left) / ORDER_ID_BLOCK);
  for (const { first } of await run<{ first: number }>(sql.nextOrderIdBlocks, [blocks])) {
    ids.blocks.push({ next: first + 1, end: first + ORDER_ID_BLOCK });
  }
}

async function loadTwins(
  facts: OrderFacts,
  unit: UnitOfWork,
  needs: OrderSourceNeeds,
  run: RunStatement,
): Promise<void> {
  const channels = unit.facts(needs.channels).facts;
  const wanted = facts.external.flatMap(({ channelCode, externalId }) => {
    const channel = channels.channel(channelCode);
    return channel === undefined ? [] : [{ channelId: channel.id, externalId }];
  });
  if (wanted.length === 0) return;
  const rows = await run<{
    channel_id: number;
    external_id: string;
    id: number;
    request_hash: Buffer;
    reply: string;
  }>(sql.readTwins, [
    integerArray(wanted.map(({ channelId }) => channelId)),
    textArray(wanted.map(({ externalId }) => externalId)),
  ]);
  for (const row of rows) {
    facts.keepTwin(row.channel_id, row.external_id, {
      orderId: row.id,
      requestHash: row.request_hash,
      reply: row.reply,
    });
  }
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
  const headers = await run<HeaderRow>(mode === 'locked' ? sql.lockHeaders : sql.readHeaders, wanted);
  const lines = Map.groupBy(
    await run<LineRow>(sql.readLines, wanted),
    ({ order_id }) => order_id,
  );
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

async function loadOrders(facts: OrderFacts, run: RunStatement, mode: LoadMode): Promise<void> {
  for (const order of await readOrderRecords([...facts.ids], run, mode)) facts.keepRead(order);
}

interface LineRow {
  order_id: number;
  line_number: number;
  sku_id: number;
  quantity: number;
  cancelled_quantity: number;
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
    unitPriceMinor: row.unit_price_minor,
    discountMinor: row.discount_minor,
    taxMinor: row.tax_minor,
    attributes: row.attributes === null ? null : (JSON.parse(row.attributes) as Record<string, unknown>),
  };
}

interface PaymentRow {
  order_id: number;
  reference: string;
  kind: Payment['kind'];
  amount_minor: number;
  occurred_at: Instant;
}

function paymentOf(row: PaymentRow): Payment {
  return {
    reference: row.reference,
    kind: row.kind,
    amountMinor: row.amount_minor,
    occurredAt: row.occurred_at,
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

/** Claims of waiting orders, withheld from every new decision. Loads after stock, which names the SKUs. */
export function createClaimSource(stock: FactSource<StockFacts>): FactSource<null> {
  return {
    name: 'claims',
    open: () => null,
    async load(_, unit, run) {
      const facts = unit.facts(stock);
      if (facts.skuIds.size === 0) return;
      const rows = await run<{ sku_id: number; location_id: number; quantity: number }>(sql.readClaims, [
        integerArray([...facts.skuIds]),
      ]);
      for (const row of rows) facts.position(row.sku_id, row.location_id).withheld += row.quantity;
    },
    write: () => [],
  };
}
