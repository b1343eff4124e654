import { DAY_MS, instantToText } from '../../src/kernel/clock.ts';
import { choose } from './life.ts';
import type { Act } from './act.ts';
import { STAGE_LOCATIONS, STAGE_SKUS } from './small-world.ts';
import type { StepKind } from './steps.ts';
import { drawReceipt } from './stock-acts.ts';

const COUNTERS = ['person/one', 'person/two', 'person/three'];
const BOSS = 'person/boss';
const isCountable = ({ state }: { readonly state: string }) =>
  state === 'open' || state === 'recount';

/** Shelves that are counted, goods that change places, lots that are called back. */
export const COUNT_ACTS = {
  order_count(life, random) {
    life.submit('order_count', {
      sku: random.pick(STAGE_SKUS),
      location: random.pick(STAGE_LOCATIONS),
      isBlind: random.chance(0.7),
      ...(random.chance(0.4)
        ? { tolerance: { units: random.integer(0, 2), permille: random.pick([0, 300]) } }
        : {}),
      reason: 'looks odd',
    });
  },
  count(life, random) {
    const task = choose(random, life.countTasks(), isCountable);
    if (task === undefined) return;
    const position = life
      .facts('stock')
      .positionsOf(task.skuId)
      .find(({ locationId }) => locationId === task.locationId);
    const onHand = position?.onHand ?? 0;
    const off = random.pick([0, 0, -1, 1, -2, -onHand, -onHand, 3]);
    const at = random.chance(0.2) ? Math.max(task.createdAt, life.now - DAY_MS) : life.now;
    const countedAt = at === life.now ? {} : { countedAt: instantToText(at) };
    const body = { id: task.id, counted: Math.max(0, onHand + off), ...countedAt };
    const first = random.integer(0, 2);
    life.submit('record_count', body, COUNTERS[first]);
    if (random.chance(0.4)) return;
    // Somebody else counts, mostly the same, and a third one decides.
    const again = { ...body, ...(random.chance(0.2) ? { counted: onHand } : {}) };
    life.submit('record_count', again, COUNTERS[(first + 1) % 3]);
    if (random.chance(0.3)) return;
    life.submit('decide_count', { id: task.id, decision: 'approve', reason: 'so it is' }, BOSS);
  },
  decide_count(life, random) {
    const task = choose(random, life.countTasks(), ({ state }) => state === 'approval');
    if (task === undefined) return;
    const decision = random.pick(['approve', 'approve', 'approve', 'recount', 'cancel']);
    life.submit(
      'decide_count',
      { id: task.id, decision, reason: 'looked twice' },
      random.pick([BOSS, ...COUNTERS]),
    );
  },
  transfer(life, random) {
    const sku = random.pick(['TEA', 'POT', 'BOOK', 'CUP', 'PEN', 'MILK', 'SET'] as const);
    const reference = life.newName('MOVE');
    const quantity = random.integer(1, 3);
    const catalogue = life.facts('catalogue');
    const stocked = life
      .facts('stock')
      .positionsOf(catalogue.sku(sku)?.id as number)
      .filter(({ onHand }) => onHand > 0)
      .map(({ locationId }) => catalogue.locationById(locationId).code);
    const sent = life.submit('transfer_stock', {
      reference,
      from: random.pick(stocked.length === 0 ? STAGE_LOCATIONS : stocked),
      to: random.pick(STAGE_LOCATIONS),
      expectedAt: instantToText(life.now + random.integer(1, 4) * DAY_MS),
      lines: [{ sku, quantity }],
    });
    if (sent.kind === 'accepted') life.transfers.push({ reference, sku, units: quantity });
  },
  receive_transfer(life, random) {
    const transfer = choose(random, life.transfers, ({ units }) => units > 0);
    if (transfer === undefined) return;
    const { reference, sku, units } = transfer;
    const isOther = random.chance(0.1);
    const came = random.integer(0, units + (random.chance(0.1) ? 1 : 0));
    const lines = isOther
      ? [drawReceipt(life, random, random.pick([...STAGE_SKUS, 'KIT']))]
      : came > 0
        ? [{ sku, quantity: came }]
        : [];
    const isComplete = random.chance(0.4);
    const answer = life.submit('receive_transfer', {
      reference,
      lines,
      ...(isComplete ? { isComplete } : {}),
    });
    if (answer.kind === 'accepted')
      transfer.units = isComplete ? 0 : Math.max(0, units - (isOther ? 0 : came));
  },
  recall_lot(life, random) {
    const lots = life.facts('lots').lots.all();
    const lot = choose(random, lots, ({ state, onHand }) => state === 'open' && onHand > 0);
    if (lot !== undefined)
      life.submit('quarantine_lot', { sku: 'MILK', lot: lot.code, reason: 'sour' });
  },
  release_lot(life, random) {
    const lots = life.facts('lots').lots.all();
    const lot = choose(random, lots, ({ state }) => state === 'quarantined');
    if (lot !== undefined)
      life.submit('release_lot', { sku: 'MILK', lot: lot.code, reason: 'tastes well' });
  },
} as const satisfies Partial<Record<StepKind, Act>>;
