import { DAY_MS, HOUR_MS, instantToText, MINUTE_MS } from '../../src/kernel/clock.ts';
import { choose, type Life } from './life.ts';
import type { Act } from './order-acts.ts';
import { STAGE_LOCATIONS, STAGE_SKUS } from './small-world.ts';
import type { StepKind } from './steps.ts';

/** What happens to stock without an order, and what the clock does. */
export const STOCK_ACTS = {
  receive_stock(life, random) {
    life.submit('receive_stock', {
      location: random.pick(STAGE_LOCATIONS),
      reference: life.newName('DN'),
      lines: [{ sku: random.pick(STAGE_SKUS), quantity: random.integer(1, 5) }],
    });
  },
  announce_supply(life, random) {
    const supply = {
      reference: life.newName('ASN'),
      location: random.pick(STAGE_LOCATIONS),
      sku: random.pick(STAGE_SKUS),
    };
    life.supplies.push(supply);
    const expectedAt = instantToText(life.now + random.integer(1, 9) * DAY_MS);
    life.submit('announce_supply', {
      location: supply.location,
      reference: supply.reference,
      lines: [{ sku: supply.sku, quantity: random.integer(1, 6), expectedAt }],
    });
  },
  supply_comes(life, random) {
    const supply = choose(random, life.supplies, () => true);
    if (supply === undefined) return;
    const { location, reference, sku } = supply;
    life.submit('receive_stock', {
      location,
      reference,
      isComplete: random.chance(0.3),
      lines: [{ sku, quantity: random.integer(1, 5) }],
    });
  },
  close_supply(life, random) {
    const supply = choose(random, life.supplies, () => true);
    if (supply === undefined) return;
    const { location, reference, sku } = supply;
    life.submit('close_supply', { location, reference, skus: [sku], reason: 'lost at sea' });
  },
  adjust_stock(life, random) {
    const bucket = random.pick(['on_hand', 'on_hand', 'damaged', 'quality_control']);
    life.submit('adjust_stock', {
      location: random.pick(STAGE_LOCATIONS),
      reason: 'counted',
      lines: [{ sku: random.pick(STAGE_SKUS), delta: random.integer(-3, 3) || 1, bucket }],
    });
  },
  safety_stock(life, random) {
    life.submit('set_safety_stock', {
      location: random.pick(STAGE_LOCATIONS),
      lines: [{ sku: random.pick(STAGE_SKUS), quantity: random.integer(0, 2) }],
    });
  },
  time_passes(life, random) {
    life.now += random.pick([10 * MINUTE_MS, 45 * MINUTE_MS, 6 * HOUR_MS, DAY_MS, 8 * DAY_MS]);
    if (random.chance(0.1)) life.now += 31 * DAY_MS;
    meetDeadlines(life);
  },
  once_more(life, random) {
    // The code of a gift card is drawn where it is issued: nobody sends it twice.
    const earlier = choose(
      random,
      life.carried.filter(({ kind }) => kind !== 'issue_gift_card'),
      () => true,
    );
    if (earlier !== undefined) life.submit(earlier.kind, earlier.body);
  },
} as const satisfies Partial<Record<StepKind, Act>>;

/** What the clock sends once a time has come: for orders, returns and orders that wait for goods. */
function meetDeadlines(life: Life): void {
  for (const { id, nextDeadlineAt, state, details } of life.orders()) {
    if (nextDeadlineAt === null || nextDeadlineAt > life.now) continue;
    const isReleased =
      state === 'sourced' || state === 'released' || state === 'picking' || state === 'packed';
    const isReady = (details.pickUp?.ready ?? []).length > 0;
    const kind = isReady ? 'end_collection' : isReleased ? 'release_order' : 'meet_deadline';
    life.submit(kind, { orderId: id });
  }
  if (life.facts('stock').allotments.due(life.now).length > 0)
    life.submit('end_due_allotments', {});
  for (const { id, expiresAt, state } of life.returns()) {
    const isDue = expiresAt !== null && expiresAt <= life.now;
    if (isDue && (state === 'approved' || state === 'on_the_way'))
      life.submit('expire_return', { returnId: id });
  }
}
