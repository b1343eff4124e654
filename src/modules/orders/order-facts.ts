import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type {
  FactSource,
  LoadMode,
  RecordFacts,
  RunStatement,
  UnitOfWork,
  Write,
} from '../../hub/index.ts';
import {
  bytesArray,
  booleanArray,
  integerArray,
  jsonList,
  textArray,
} from '../../platform/postgres/array-literals.ts';
import type { CatalogueFacts, StockFacts } from '../inventory/index.ts';
import type { Account } from './account.ts';
import type { ChannelsInBatch } from './channels.ts';
import { giftCardOf, type GiftCard } from './gift-cards.ts';
import type { OrderLine, OrderRecord, Payment } from './order-record.ts';
import {
  headerRow,
  isPlain,
  paymentRow,
  placedWrites,
  lineValues,
  readOrderRecords,
  type LineOfOrder,
} from './order-rows.ts';
import * as sql from './orders.sql.ts';

const ORDER_ID_BLOCK = 1_000;

/** An order that was placed before under the same external id, with the answer that was given. */
export interface Twin {
  readonly orderId: number;
  readonly requestHash: Buffer;
  readonly reply: string;
}

/** How a channel names an order. */
export interface ExternalId {
  readonly channelCode: string;
  readonly externalId: string;
}

/** Goods taken back under an external id of the channel. */
export interface TakeBack {
  readonly id: string;
  readonly channelId: number;
  readonly externalId: string;
  readonly requestHash: Buffer;
  readonly reply: string;
  readonly hasExpected: boolean;
  readonly announcedAt: Instant;
  readonly recordedAt: Instant;
}

/** Order identifiers that this process may hand out. */
interface IdBlocks {
  readonly blocks: { next: number; end: number }[];
}

/** The orders that one batch sees and changes. */
export class OrderFacts {
  readonly ids = new Set<number>();
  readonly external: ExternalId[] = [];
  /** External ids whose whole order is needed, not only its answer. */
  readonly externalOrders: ExternalId[] = [];
  readonly externalTakeBacks: ExternalId[] = [];
  newOrders = 0;
  readonly #ids: IdBlocks;
  readonly #orders = new Map<number, OrderRecord>();
  readonly #twins = new Map<string, Twin>();
  readonly #takeBacks = new Map<string, Pick<TakeBack, 'requestHash' | 'reply'>>();
  readonly #takeBacksAdded: TakeBack[] = [];
  readonly #versionsRead = new Map<number, number>();
  readonly #placed = new Set<number>();
  readonly #changed = new Set<number>();
  readonly #linesChanged = new Map<number, Set<number>>();
  readonly #waitingChanged = new Set<number>();
  readonly #payments: {
    readonly orderId: number;
    readonly payment: Payment;
    readonly recordedAt: Instant;
  }[] = [];

  constructor(ids: IdBlocks) {
    this.#ids = ids;
  }

  /** Knows what the batch ahead is placing: a twin of it is answered as if it stood there already. */
  follow(ahead: OrderFacts): void {
    for (const [key, twin] of ahead.#twins) this.#twins.set(key, twin);
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

  /** Names an order by its external id, for a decision that changes it. */
  needExternalOrder(channelCode: string, externalId: string): void {
    this.externalOrders.push({ channelCode, externalId });
  }

  needTakeBack(channelCode: string, externalId: string): void {
    this.externalTakeBacks.push({ channelCode, externalId });
  }

  /** Undefined: nothing was taken back under that external id. */
  takeBack(
    channelId: number,
    externalId: string,
  ): Pick<TakeBack, 'requestHash' | 'reply'> | undefined {
    return this.#takeBacks.get(`${channelId}\n${externalId}`);
  }

  keepTakeBack(
    channelId: number,
    externalId: string,
    kept: Pick<TakeBack, 'requestHash' | 'reply'>,
  ): void {
    this.#takeBacks.set(`${channelId}\n${externalId}`, kept);
  }

  addTakeBack(takeBack: TakeBack): void {
    this.keepTakeBack(takeBack.channelId, takeBack.externalId, takeBack);
    this.#takeBacksAdded.push(takeBack);
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

  /** Replaces an order by what was decided. */
  change(order: OrderRecord): void {
    const before = this.#get(order.id);
    assert(order.version === before.version + 1, 'every change counts the version up');
    this.#orders.set(order.id, order);
    if (this.#versionsRead.has(order.id)) this.#changed.add(order.id);
    for (const line of order.lines) {
      if (before.lines.includes(line)) continue;
      let numbers = this.#linesChanged.get(order.id);
      if (numbers === undefined) this.#linesChanged.set(order.id, (numbers = new Set()));
      numbers.add(line.lineNumber);
    }
    if (before.waiting !== order.waiting) this.#waitingChanged.add(order.id);
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
      ...this.#takeBackWrites(),
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
    if (placed.length > 0) writes.push(...placedWrites(placed));
    const changed = [...this.#changed].toSorted((a, b) => a - b);
    if (changed.length > 0) {
      const rows = changed.map((id) =>
        headerRow(this.#get(id), this.#versionsRead.get(id) as number),
      );
      writes.push({
        statement: sql.updateHeaders,
        values: [JSON.stringify(rows)],
        rowsExpected: rows.length,
      });
    }
    return writes;
  }

  #lineWrites(): Write[] {
    // Also of orders that this batch has placed: a new line says nothing of what has left.
    const changed = [...this.#linesChanged].flatMap(([orderId, numbers]) =>
      this.#linesOf(orderId, ({ lineNumber }) => numbers.has(lineNumber)),
    );
    return changed.length === 0 ? [] : [{ statement: sql.putLines, values: lineValues(changed) }];
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
    if (before.length > 0)
      writes.push({ statement: sql.deleteWaiting, values: [integerArray(before)] });
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
    if (this.#payments.length === 0) return [];
    const plain = this.#payments.filter(({ payment }) => isPlain(payment));
    const tendered = this.#payments.filter(({ payment }) => !isPlain(payment));
    const writes: Write[] = [];
    if (plain.length > 0) {
      writes.push({
        statement: sql.insertPayments,
        values: [
          integerArray(plain.map(({ orderId }) => orderId)),
          textArray(plain.map(({ payment }) => payment.reference)),
          textArray(plain.map(({ payment }) => payment.kind)),
          integerArray(plain.map(({ payment }) => payment.amountMinor)),
          integerArray(plain.map(({ payment }) => payment.occurredAt)),
          integerArray(plain.map(({ recordedAt }) => recordedAt)),
        ],
      });
    }
    if (tendered.length > 0) {
      const rows = tendered.map(({ orderId, payment, recordedAt }) =>
        paymentRow(orderId, payment, recordedAt),
      );
      writes.push({ statement: sql.insertTenderedPayments, values: [JSON.stringify(rows)] });
    }
    return writes;
  }

  #takeBackWrites(): Write[] {
    const added = this.#takeBacksAdded;
    if (added.length === 0) return [];
    return [
      {
        statement: sql.insertTakeBacks,
        values: [
          textArray(added.map(({ id }) => id)),
          integerArray(added.map(({ channelId }) => channelId)),
          textArray(added.map(({ externalId }) => externalId)),
          bytesArray(added.map(({ requestHash }) => requestHash)),
          jsonList(added.map(({ reply }) => reply)),
          booleanArray(added.map(({ hasExpected }) => hasExpected)),
          integerArray(added.map(({ announcedAt }) => announcedAt)),
          integerArray(added.map(({ recordedAt }) => recordedAt)),
        ],
      },
    ];
  }
}

/** Lower facts that loading an order also asks for. */
export interface OrderSourceNeeds {
  readonly catalogue: FactSource<CatalogueFacts>;
  readonly channels: FactSource<ChannelsInBatch>;
  readonly stock: FactSource<StockFacts>;
  readonly giftCards: FactSource<RecordFacts<GiftCard>>;
  readonly accounts: FactSource<RecordFacts<Account>>;
}

/** Where order facts come from. One a process: it keeps its block of identifiers. */
export function createOrderSource(needs: OrderSourceNeeds): FactSource<OrderFacts> {
  const ids: IdBlocks = { blocks: [] };
  return {
    name: 'orders',
    open: () => new OrderFacts(ids),
    follow: (facts, ahead) => facts.follow(ahead),
    async load(facts, unit, run, mode) {
      await fetchIds(ids, facts.newOrders, run);
      await loadTwins(facts, unit, needs, run);
      await loadTakeBacks(facts, unit, needs, run);
      needExternalOrders(facts, unit, needs);
      if (facts.ids.size === 0) return;
      await loadOrders(facts, run, mode);
      const catalogue = unit.facts(needs.catalogue);
      const stock = unit.facts(needs.stock);
      for (const order of facts.orders()) {
        for (const { skuId } of order.lines) {
          catalogue.needSkuId(skuId);
          stock.needSku(skuId);
        }
        const { business } = order.details;
        if (business !== undefined) unit.facts(needs.accounts).need(business.account);
        for (const payment of order.payments) {
          const giftCardId = giftCardOf(payment);
          if (giftCardId !== null) unit.facts(needs.giftCards).need(giftCardId);
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
    ids.blocks.push({ next: first + 1, end: first + 1 + ORDER_ID_BLOCK });
  }
}

async function loadTwins(
  facts: OrderFacts,
  unit: UnitOfWork,
  needs: OrderSourceNeeds,
  run: RunStatement,
): Promise<void> {
  const wanted = externalColumns(unit, needs, [...facts.external, ...facts.externalOrders]);
  if (wanted === null) return;
  const rows = await run<{
    channel_id: number;
    external_id: string;
    id: number;
    request_hash: Buffer;
    reply: string;
  }>(sql.readTwins, wanted);
  for (const row of rows) {
    facts.keepTwin(row.channel_id, row.external_id, {
      orderId: row.id,
      requestHash: row.request_hash,
      reply: row.reply,
    });
  }
}

/** Channel numbers and external ids as two columns; null when no known channel is named. */
function externalColumns(
  unit: UnitOfWork,
  needs: OrderSourceNeeds,
  ids: readonly ExternalId[],
): unknown[] | null {
  const channels = unit.facts(needs.channels).facts;
  const known = ids.flatMap(({ channelCode, externalId }) => {
    const channel = channels.channel(channelCode);
    return channel === undefined ? [] : [{ channelId: channel.id, externalId }];
  });
  if (known.length === 0) return null;
  return [
    integerArray(known.map(({ channelId }) => channelId)),
    textArray(known.map(({ externalId }) => externalId)),
  ];
}

async function loadTakeBacks(
  facts: OrderFacts,
  unit: UnitOfWork,
  needs: OrderSourceNeeds,
  run: RunStatement,
): Promise<void> {
  const wanted = externalColumns(unit, needs, facts.externalTakeBacks);
  if (wanted === null) return;
  const rows = await run<{
    channel_id: number;
    external_id: string;
    request_hash: Buffer;
    reply: string;
  }>(sql.readTakeBacks, wanted);
  for (const row of rows) {
    facts.keepTakeBack(row.channel_id, row.external_id, {
      requestHash: row.request_hash,
      reply: row.reply,
    });
  }
}

/** Orders that are named by external id are read like those named by number. */
function needExternalOrders(facts: OrderFacts, unit: UnitOfWork, needs: OrderSourceNeeds): void {
  const channels = unit.facts(needs.channels).facts;
  for (const { channelCode, externalId } of facts.externalOrders) {
    const channel = channels.channel(channelCode);
    const twin = channel === undefined ? undefined : facts.twin(channel.id, externalId);
    if (twin !== undefined) facts.needOrder(twin.orderId);
  }
}

async function loadOrders(facts: OrderFacts, run: RunStatement, mode: LoadMode): Promise<void> {
  for (const order of await readOrderRecords([...facts.ids], run, mode)) facts.keepRead(order);
}
