import { DAY_MS, HOUR_MS, instantToText, MINUTE_MS } from '../../src/kernel/clock.ts';
import type { Random } from '../../src/kernel/random.ts';
import { choose, type Life } from './life.ts';
import type { Act } from './act.ts';
import { STAGE_LOCATIONS, STAGE_SKUS } from './small-world.ts';
import type { StepKind } from './steps.ts';

/** What happens to stock without an order, and what the clock does. */
export const STOCK_ACTS = {
  receive_stock(life, random) {
    life.submit('receive_stock', {
      location: random.pick(STAGE_LOCATIONS),
      reference: life.newName('DN'),
      lines: [drawReceipt(life, random, random.pick(STAGE_SKUS))],
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
      lines: [drawReceipt(life, random, sku)],
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
      lines: [
        {
          sku: random.pick(bucket === 'on_hand' ? ALL_SKUS : UNTRACKED),
          delta: random.integer(-3, 3) || 1,
          bucket,
        },
      ],
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
    if (earlier !== undefined) life.submit(earlier.kind, earlier.body, earlier.actor);
  },
} as const satisfies Partial<Record<StepKind, Act>>;

/** What is looked at one by one is the business of lots and returns. */
const UNTRACKED = STAGE_SKUS.filter((sku) => sku !== 'MILK' && sku !== 'WATCH');
const ALL_SKUS = [...STAGE_SKUS, 'SET'];

/** Goods that come, with the lots and numbers that have to be named; rarely without. */
export function drawReceipt(life: Life, random: Random, sku: string): object {
  const quantity = random.integer(1, 5);
  if (random.chance(0.03)) return { sku, quantity };
  if (sku === 'WATCH') {
    const serials = Array.from({ length: quantity }, () => life.newName('W'));
    return { sku, quantity, serials };
  }
  if (sku !== 'MILK') return { sku, quantity };
  const first = random.chance(0.4) ? random.integer(1, quantity) : quantity;
  const lots = [first, quantity - first]
    .filter((units) => units > 0)
    .map((units, index) => {
      const lot = LOTS_THAT_COME[(random.integer(0, 2) + index) % 3] as string;
      const days = DAYS_OF_LOT[lot];
      const expiresAt =
        days === undefined ? {} : { expiresAt: instantToText(life.now + days * DAY_MS) };
      return { lot, quantity: units, ...expiresAt };
    });
  return { sku, quantity, lots };
}

const LOTS_THAT_COME = ['SOON', 'LATE', 'EVER'];
const DAYS_OF_LOT: Readonly<Record<string, number>> = { SOON: 3, LATE: 40 };

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
  const over = life
    .facts('lots')
    .lots.all()
    .filter(
      ({ state, expiresAt, onHand }) =>
        state === 'open' && onHand > 0 && expiresAt !== null && expiresAt <= life.now,
    );
  if (over.length > 0) life.submit('expire_lots', { lots: over.map(({ id }) => id) });
  settleWithheld(life);
  for (const { id, expiresAt, state } of life.returns()) {
    const isDue = expiresAt !== null && expiresAt <= life.now;
    if (isDue && (state === 'approved' || state === 'on_the_way'))
      life.submit('expire_return', { returnId: id });
  }
}

/** What is kept for nobody is taken as soon as units are free. */
function settleWithheld(life: Life): void {
  const stock = life.facts('stock');
  const catalogue = life.facts('catalogue');
  for (const sku of STAGE_SKUS) {
    const skuId = catalogue.sku(sku)?.id as number;
    for (const { code, channel, state, locationId } of stock.allotments.of(skuId)) {
      if (channel !== null || state !== 'active') continue;
      const position = stock.positionsOf(skuId).find((one) => one.locationId === locationId);
      if (position === undefined) continue;
      const { onHand, reserved, allocated, damaged, qualityControl } = position;
      if (onHand > reserved + allocated + damaged + qualityControl)
        life.submit('settle_withheld', { code });
    }
  }
}
