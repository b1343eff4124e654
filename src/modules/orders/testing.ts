import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import type { CommandHandler, DeadlineSource, FactSource, Reaction } from '../../hub/index.ts';
import {
  createManualClock,
  testHub,
  type ManualClock,
  type SubmitOptions,
  type TestHub,
  type TestModule,
  type TestReply,
} from '../../hub/testing.ts';
import { machineClock } from '../../kernel/clock.ts';
import type { PlacedOrder, PlaceOrder } from '../../../contracts/orders.ts';
import { createInventory } from '../inventory/index.ts';
import { createSourcing } from '../sourcing/index.ts';
import { orderToPlace } from './gift-cards.ts';
import {
  changeOrder,
  createOrders,
  createSearchIndexer,
  createWaitingOrders,
  orderDeadlines,
  releaseOrder,
  shipUnits,
  worldOf,
  type OnOrder,
  type OrderSources,
} from './index.ts';

/** What a test reads of an answer: the order as it stands, or a problem. */
export type OrderAnswer = PlacedOrder & {
  readonly code: string;
  readonly detail: string;
  readonly hold: { readonly id: string };
  readonly cancelled: readonly { readonly sku: string; readonly quantity: number }[];
  readonly expected: readonly { readonly sku: string; readonly quantity: number }[];
};

type Answer = Promise<TestReply<OrderAnswer>>;
type Overrides = Readonly<Record<string, unknown>>;

/** A running hub of the tiny company, with the commands of orders in short. */
export interface Shop {
  readonly hub: TestHub;
  readonly clock: ManualClock;
  readonly pool: Pool;
  submit(kind: string, body: object, options?: SubmitOptions): Answer;
  place(order: Partial<PlaceOrder>, options?: SubmitOptions): Answer;
  /** A command on an order: `on('cancel_order', id, { reason: 'changed mind' })`. */
  on(kind: string, orderId: string, body?: object): Answer;
  receive(sku: string, quantity: number, location?: string, reference?: string): Promise<void>;
  announce(sku: string, quantity: number, reference: string, days: number): Promise<void>;
  /** Lets the clock do what has come due, once. Answers how many commands it sent. */
  tick(source?: DeadlineSource): Promise<number>;
  stop(): Promise<void>;
}

/** What an upper room adds to a hub: its facts name orders, so they load before them. */
export interface UpperRoom {
  readonly leadingSources: readonly FactSource<unknown>[];
  /** What loads once the orders of the batch are known. */
  readonly trailingSources?: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
  readonly reactions?: readonly Reaction[];
}

/**
 * The rooms that orders stand on, put together in the order in which the program does it, with those of
 * `upper` above. Without any of them a release only moves the order.
 */
export function shopModules(
  upper: (orders: OrderSources) => UpperRoom = orderRelease,
): TestModule[] {
  const inventory = createInventory();
  const { catalogue, stock } = inventory;
  const sourcing = createSourcing(catalogue);
  const { lots, reservations } = inventory;
  const orders = createOrders({ catalogue, stock, lots, reservations, rules: sourcing.rules });
  const above = upper(orders.sources);
  const sources = [
    ...above.leadingSources,
    ...orders.leadingSources,
    ...(above.trailingSources ?? []),
    ...inventory.leadingSources,
    sourcing.rules,
    stock,
    ...inventory.trailingSources,
    ...orders.trailingSources,
  ];
  const handlers = [
    ...inventory.handlers,
    ...sourcing.handlers,
    ...orders.handlers,
    ...orders.changeHandlers.filter(
      ({ kind }) => !above.handlers.some((handler) => handler.kind === kind),
    ),
    ...above.handlers,
  ];
  return [{ sources, handlers, reactions: above.reactions ?? [] }];
}

/** The release of orders, where no room above takes the shipments in hand. */
export function orderRelease(sources: OrderSources): UpperRoom {
  const handler: CommandHandler<OnOrder> = {
    kind: 'release_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => releaseOrder(command, worldOf(sources, unit), () => undefined),
  };
  const ship: CommandHandler<OnOrder & { readonly quantity: number }> = {
    kind: 'ship_units',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide(command, unit) {
      const world = worldOf(sources, unit);
      const order = world.orders.order(command.body.orderId);
      const shipment = order?.shipments.find(({ release }) => release !== undefined);
      assert.ok(order !== undefined && shipment?.release !== undefined, 'something is to ship');
      const [[lineNumber] = []] = shipment.lines;
      assert.ok(lineNumber !== undefined);
      const { quantity } = command.body;
      const skuId = order.lines.find((line) => line.lineNumber === lineNumber)?.skuId as number;
      return changeOrder(world, command, order, {
        draft: shipUnits(order, shipment.release.number, [{ lineNumber, quantity }]),
        shipped: [{ skuId, locationId: shipment.locationId, quantity }],
        eventType: 'order.shipped',
      });
    },
  };
  return { leadingSources: [], handlers: [handler, ship] as CommandHandler<never>[] };
}

/** Lets units of the first line of what a location has leave it, where no room above does. */
export async function shipReleased(shop: Shop, orderId: string, quantity: number): Promise<void> {
  const { status, text } = await shop.on('ship_units', orderId, { quantity });
  assert.equal(status, 200, text);
}

/** Opens a hub on the company's database; a second one on the same database shares the clock. */
export function openShop(
  pool: Pool,
  clock: ManualClock = createManualClock(),
  modules: TestModule[] = shopModules(),
): Shop {
  const hub = testHub(pool, { modules, clock });
  let placed = 0;
  const submit = (kind: string, body: object, options?: SubmitOptions): Answer =>
    hub.submit<OrderAnswer>(kind, body, options);
  const done = async (kind: string, body: object): Promise<void> => {
    const { status, text } = await submit(kind, body);
    assert.ok(status < 300, text);
  };
  return {
    hub,
    clock,
    pool,
    submit,
    place: (order, options) =>
      submit('place_order', orderToPlace(anOrder(`E${(placed += 1)}`, order)), options),
    on: (kind, orderId, body = {}) => submit(kind, { orderId: Number(orderId), ...body }),
    receive: (sku, quantity, location = 'SHA', reference = 'DN') =>
      done('receive_stock', { location, reference, lines: [{ sku, quantity }] }),
    announce(sku, quantity, reference, days) {
      const expectedAt = new Date(clock.now() + days * 86_400_000).toISOString();
      const lines = [{ sku, quantity, expectedAt }];
      return done('announce_supply', { location: 'SHA', reference, lines });
    },
    async tick(source) {
      const sources = source === undefined ? [orderDeadlines, createWaitingOrders()] : [source];
      const due = await Promise.all(sources.map((one) => one.due(pool, clock.now(), 100)));
      const commands = due.flat();
      await Promise.all(
        commands.map(({ kind, body }) => hub.submit(kind, body, { lane: 'clock' })),
      );
      return commands.length;
    },
    stop: () => hub.stop(),
  };
}

/** A whole order of channel SHOP to Shanghai; what a test does not say does not matter to it. */
export function anOrder(externalId: string, overrides: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    channel: 'SHOP',
    externalId,
    currency: 'CNY',
    customer: { name: 'Li Lei' },
    shipTo: { lines: ['Nanjing Road 1'], countryCode: 'CN', regionCode: 'SH' },
    lines: [aLine('TEA', 1)],
    ...overrides,
  };
}

/** A line at 10.00 a unit. */
export function aLine(
  sku: string,
  quantity: number,
  overrides: Partial<PlaceOrder['lines'][number]> = {},
): PlaceOrder['lines'][number] {
  return { sku, quantity, unitPriceMinor: 1_000, ...overrides };
}

/** A payment that comes with the order. */
export function paid(amountMinor: number, reference = 'pay-1') {
  return { payment: { kind: 'captured' as const, amountMinor, reference } };
}

const EVERY_DAY = [true, true, true, true, true, true, true];

/**
 * Sets up the tiny company: warehouses SHA and CTU in China, one carrier within China, and channels
 * SHOP (payment within 30 minutes), LEDGER (no payment asked) and STRICT (no backorders, no split, a
 * schema for custom fields).
 */
export async function openCompany(shop: Shop): Promise<void> {
  for (const [code, regionCode] of [
    ['SHA', 'SH'],
    ['CTU', 'SC'],
  ] as const) {
    await putLocation(shop, code, { address: { lines: [], countryCode: 'CN', regionCode } });
  }
  await expectDone(shop, 'put_carrier_service', {
    code: 'SF',
    carrier: 'SF Express',
    mode: 'road',
    movingWeekdays: EVERY_DAY,
    maxWeightGrams: 50_000_000,
    lanes: [
      {
        originCountryCode: 'CN',
        originRegionCodes: null,
        destinationCountryCode: 'CN',
        destinationRegionCodes: null,
        zone: 'CN',
        transitDaysMin: 1,
        transitDaysMax: 2,
        distanceKilometres: 800,
        destinationTimeZone: 'Asia/Shanghai',
      },
    ],
    zones: [
      { zone: 'CN', brackets: [{ upToGrams: 1_000, priceMinor: 800 }], extraKilogramMinor: 200 },
    ],
  });
  await putChannel(shop, 'SHOP', { paymentDeadlineMinutes: 30 });
  await putChannel(shop, 'LEDGER', {});
  await putChannel(shop, 'STRICT', {
    backorder: 'refuse',
    split: 'never',
    customFieldsSchema: {
      type: 'object',
      properties: { gift: { type: 'boolean' } },
      required: ['gift'],
      additionalProperties: false,
    },
  });
}

/** Puts a warehouse that works every day until 18:00 and ships on the same day. */
export function putLocation(shop: Shop, code: string, overrides: Overrides = {}): Promise<void> {
  return expectDone(shop, 'put_location', {
    code,
    name: code,
    kind: 'warehouse',
    timeZone: 'Asia/Shanghai',
    workingWeekdays: EVERY_DAY,
    cutoffMinuteOfDay: 1_080,
    handlingDays: 0,
    address: { lines: [], countryCode: 'CN' },
    ...overrides,
  });
}

/** Puts a channel that sells in CNY. */
export function putChannel(shop: Shop, code: string, overrides: Overrides): Promise<void> {
  return expectDone(shop, 'put_channel', {
    code,
    name: code,
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    ...overrides,
  });
}

/** Puts SKUs of 100 grams each. */
export function putSkus(
  shop: Shop,
  codes: readonly string[],
  overrides: Overrides = {},
): Promise<void> {
  const skus = codes.map((code) => ({
    code,
    name: code,
    weightGrams: 100,
    valueMinor: 500,
    ...overrides,
  }));
  return expectDone(shop, 'put_skus', { skus });
}

async function expectDone(shop: Shop, kind: string, body: object): Promise<void> {
  const { status, text } = await shop.submit(kind, body);
  assert.ok(status < 300, text);
}

/** Has everything that was committed stand in the search index. */
export async function indexAll(pool: Pool): Promise<void> {
  const indexer = createSearchIndexer({
    pool,
    clock: machineClock,
    log: { warn: (facts) => assert.fail(JSON.stringify(facts)) },
  });
  await indexer.catchUp();
  await indexer.stop();
}
