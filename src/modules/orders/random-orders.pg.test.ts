import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { checkOrders } from './check-orders.testing.ts';
import { createWaitingOrders } from './order-deadlines.ts';
import { aLine, openCompany, openShop, putLocation, putSkus } from './testing.ts';

const SEED = Number(process.env.LINCHPIN_TEST_SEED ?? 20_261_102);
const RUNS = 120 * Number(process.env.LINCHPIN_PROPERTY_RUNS ?? 1);
const TIME_LIMIT_MS = 12_000 * Number(process.env.LINCHPIN_PROPERTY_RUNS ?? 1);
const KINDS = ['TEA', 'POT', 'BOOK'] as const;
const CHANNELS = ['SHOP', 'SHOP', 'LEDGER'] as const;
const LOCATIONS = ['SHA', 'CTU'] as const;
const PAYMENTS = ['authorised', 'captured', 'captured', 'failed', 'refunded'] as const;

const database = await testDatabase();
const { pool } = database;
const shop = openShop(pool);
await openCompany(shop);
await putLocation(shop, 'CTU', {
  address: { lines: [], countryCode: 'CN', regionCode: 'SC' },
  dailyCapacityShipments: 2,
});
after(async () => {
  await shop.stop();
  await database.drop();
});

const pick = fc.nat({ max: 9 });
const sku = fc.nat({ max: KINDS.length - 1 });
const quantity = fc.integer({ min: 1, max: 6 });
const line = fc.record({ sku, quantity, discount: fc.nat({ max: 99 }), tax: fc.nat({ max: 99 }) });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
      channel: fc.constantFrom(...CHANNELS),
      isPaid: fc.boolean(),
      split: fc.constantFrom('allow' as const, 'never' as const),
      priority: fc.nat({ max: 9 }),
      shipping: fc.nat({ max: 500 }),
    }),
  },
  fc.record({
    kind: fc.constant('amend' as const),
    order: pick,
    lineNumber: fc.integer({ min: 1, max: 2 }),
    quantity: fc.nat({ max: 8 }),
    added: fc.option(line),
  }),
  fc.record({ kind: fc.constant('cancel' as const), order: pick }),
  fc.record({
    kind: fc.constant('cancel_line' as const),
    order: pick,
    lineNumber: fc.integer({ min: 1, max: 3 }),
    quantity,
  }),
  fc.record({ kind: fc.constant('hold' as const), order: pick, minutes: fc.option(quantity) }),
  fc.record({ kind: fc.constant('release_hold' as const), order: pick }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      order: pick,
      fact: fc.constantFrom(...PAYMENTS),
      amount: fc.nat({ max: 12_000 }),
      reference: fc.constantFrom('a', 'b', 'c', 'd'),
      minutesAgo: fc.nat({ max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('receive' as const), sku, quantity, place: pick }),
  },
  fc.record({
    kind: fc.constant('deliver' as const),
    supply: pick,
    quantity,
    isLast: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('close' as const), supply: pick }),
  fc.record({
    kind: fc.constant('adjust' as const),
    sku,
    place: pick,
    delta: fc.integer({ min: -4, max: 3 }),
  }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('announce' as const), sku, quantity, days: quantity }),
  },
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('source' as const) }),
  fc.record({ kind: fc.constant('release' as const), order: pick }),
  fc.record({ kind: fc.constant('take_back' as const), order: pick, sku, quantity }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What the steps of one run have made, to pick from. */
interface Made {
  readonly run: number;
  readonly orders: { id: string; externalId: string; holdId: string | null }[];
  readonly supplies: { reference: string; sku: string }[];
  placed: number;
}

const skuOf = (made: Made, index: number) => `${KINDS[index]}-${made.run}`;
const linesOf = (
  made: Made,
  lines: readonly { sku: number; quantity: number; discount: number; tax: number }[],
) =>
  lines.map(({ sku, quantity, discount, tax }) =>
    aLine(skuOf(made, sku), quantity, { discountMinor: discount, taxMinor: tax }),
  );

/** Sends one step to the hub. Refusals are expected; what must hold is asked afterwards. */
async function send(made: Made, step: Step): Promise<void> {
  const order = 'order' in step ? made.orders.at(step.order % made.orders.length) : undefined;
  if ('order' in step && order === undefined) return;
  const id = order?.id ?? '';
  switch (step.kind) {
    case 'place': {
      const externalId = `R${made.run}-${(made.placed += 1)}`;
      const lines = linesOf(made, step.lines);
      const { channel, split, priority } = step;
      const payment = { kind: 'captured' as const, amountMinor: 20_000, reference: 'p' };
      const reply = await shop.place({
        externalId,
        channel,
        split,
        priority,
        lines,
        charges: [{ kind: 'shipping', amountMinor: step.shipping }],
        ...(step.isPaid ? { payment } : {}),
      });
      if (reply.status === 201) made.orders.push({ id: reply.body.id, externalId, holdId: null });
      return;
    }
    case 'amend': {
      const { lineNumber, quantity, added } = step;
      const body = {
        lines: [{ lineNumber, quantity }],
        ...(added === null ? {} : { addLines: linesOf(made, [added]) }),
      };
      await shop.on('amend_order', id, body);
      return;
    }
    case 'cancel':
      await shop.on('cancel_order', id, { reason: 'changed mind' });
      return;
    case 'cancel_line': {
      const { lineNumber, quantity } = step;
      await shop.on('cancel_order', id, { reason: 'less', lines: [{ lineNumber, quantity }] });
      return;
    }
    case 'hold': {
      const due = step.minutes === null ? {} : { dueAt: inMinutes(step.minutes) };
      const { body, status } = await shop.on('hold_order', id, {
        kind: 'fraud',
        reason: 'x',
        ...due,
      });
      if (status === 200 && order !== undefined) order.holdId = body.hold.id;
      return;
    }
    case 'release_hold':
      if (order?.holdId) await shop.on('release_hold', id, { holdId: order.holdId });
      return;
    case 'pay':
      await shop.on('record_payment', id, {
        kind: step.fact,
        amountMinor: step.amount,
        reference: step.reference,
        occurredAt: inMinutes(-step.minutesAgo),
      });
      return;
    case 'receive':
      await shop.receive(skuOf(made, step.sku), step.quantity, LOCATIONS[step.place % 2]);
      return;
    case 'announce': {
      const supply = {
        reference: `S${made.run}-${made.supplies.length}`,
        sku: skuOf(made, step.sku),
      };
      made.supplies.push(supply);
      await shop.announce(supply.sku, step.quantity, supply.reference, step.days);
      return;
    }
    case 'deliver': {
      const supply = made.supplies.at(step.supply % made.supplies.length);
      if (supply === undefined) return;
      await shop.submit('receive_stock', {
        location: 'SHA',
        reference: supply.reference,
        isComplete: step.isLast,
        lines: [{ sku: supply.sku, quantity: step.quantity }],
      });
      return;
    }
    case 'close': {
      const supply = made.supplies.at(step.supply % made.supplies.length);
      if (supply === undefined) return;
      const { reference, sku } = supply;
      await shop.submit('close_supply', {
        location: 'SHA',
        reference,
        skus: [sku],
        reason: 'lost',
      });
      return;
    }
    case 'adjust':
      await shop.submit('adjust_stock', {
        location: LOCATIONS[step.place % 2],
        reason: 'count',
        lines: [{ sku: skuOf(made, step.sku), delta: step.delta }],
      });
      return;
    case 'wait':
      shop.clock.advance(step.minutes * MINUTE_MS);
      await shop.tick();
      return;
    case 'source':
      await shop.tick(createWaitingOrders());
      return;
    case 'release':
      await shop.on('release_order', id);
      return;
    case 'take_back':
      await shop.submit('take_back', {
        channel: 'SHOP',
        externalId: `T${made.run}-${(made.placed += 1)}`,
        orderExternalId: order?.externalId,
        reason: 'returned',
        lines: [{ sku: skuOf(made, step.sku), quantity: step.quantity }],
      });
  }
}

function inMinutes(minutes: number): string {
  return new Date(shop.clock.now() + minutes * MINUTE_MS).toISOString();
}

/** Of each kind of step that was refused or carried out, so that nobody tests only refusals. */
const seen = new Map<string, number>();
shop.hub.hub.onCommitted((events) => {
  for (const { type } of events) seen.set(type, (seen.get(type) ?? 0) + 1);
});

let run = 0;

test('[O38] whatever is done in whatever order, stock, money, versions and states agree', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 6, size: 'max' }), {
        minLength: 6,
        maxLength: 16,
        size: 'max',
      }),
      async (batches) => {
        const made: Made = { run: (run += 1), orders: [], supplies: [], placed: 0 };
        await putSkus(shop, [`TEA-${run}`]);
        await putSkus(shop, [`POT-${run}`], { backorder: 'lead_time', leadTimeDays: 7 });
        await putSkus(shop, [`BOOK-${run}`], { availableFrom: inMinutes(60) });
        await shop.receive(`TEA-${run}`, 6);
        await shop.receive(`BOOK-${run}`, 4, 'CTU');
        // The steps of an inner list are sent at once, so that they share a batch of the hub.
        for (const batch of batches) await Promise.all(batch.map((step) => send(made, step)));
        await checkOrders(pool);
        assert.deepEqual(shop.hub.reported, []);
      },
    ),
    {
      seed: SEED,
      numRuns: RUNS,
      endOnFailure: true,
      plugins: [fc.interruptAfterTimeLimit(TIME_LIMIT_MS)],
    },
  );
  t.diagnostic(`seed ${SEED}, ${run} runs, ${JSON.stringify(Object.fromEntries(seen))}`);
  // A machine that is too busy for that many runs has not seen everything.
  if (run < 60) return;
  for (const type of EXPECTED_EVENTS) assert.ok(seen.has(type), `${type} happened`);
});

const EXPECTED_EVENTS: readonly string[] = [
  'order.placed',
  'order.amended',
  'order.cancelled',
  'order.lines_cancelled',
  'order.held',
  'order.hold_released',
  'order.hold_overdue',
  'order.payment_recorded',
  'order.sourced',
  'order.released',
  'return.expected',
];
