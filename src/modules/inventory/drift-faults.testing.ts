import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import { Random } from '../../kernel/random.ts';
import {
  entriesBetween,
  type DriftCause,
  type DriftEntry,
  type DriftInput,
} from './drift-causes.ts';

/** What can be made to go wrong between a ledger and another system. */
export const FAULTS = [
  'late_receipt',
  'receipt_not_posted_there',
  'double_pick',
  'unposted_shipment',
  'shipment_not_posted_there',
  'unposted_return',
  'return_not_posted_there',
  'transfer_on_its_way',
  'damage_not_told',
  'swapped_skus',
  'unit_of_measure',
  'count_typo',
  'cut_off_shift',
  'corrected_since',
] as const satisfies readonly DriftCause[];
export type Fault = (typeof FAULTS)[number];

/** A difference with the fault that made it. */
export interface InjectedDrift {
  readonly fault: Fault;
  readonly input: DriftInput;
}

interface World {
  readonly entries: readonly DriftEntry[];
  readonly ours: number;
  readonly supplies: DriftInput['supplies'];
  readonly holdings: DriftInput['holdings'];
  readonly returns: DriftInput['returns'];
  readonly damaged: number;
}

const TAKEN_AT: Instant = Date.UTC(2026, 10, 22, 10, 0, 0);
const DRAWS_MAX = 2_000;

/**
 * A difference that one fault has made, on a fortnight of made-up business. Draws again while another
 * fault with evidence as good would have left the same difference: no rule could tell those apart.
 */
export function injectFault(fault: Fault, seed: number): InjectedDrift {
  const random = new Random(seed);
  for (let draw = 0; draw < DRAWS_MAX; draw += 1) {
    const world = drawWorld(random);
    const amounts = amountsOf(fault, world, random);
    if (amounts.length === 0) continue;
    const drift = random.pick(amounts);
    if (drift === 0 || world.ours < 10 || world.ours + drift < 0) continue;
    const isAmbiguous = FAULTS.some(
      (other) =>
        other !== fault &&
        other !== WEAKER_THAN_ANNOUNCED &&
        amountsOf(other, world, random).includes(drift),
    );
    if (!isAmbiguous) return { fault, input: inputOf(fault, world, drift) };
  }
  throw new Error(`fault ${fault} of seed ${seed} cannot be told from others`);
}

/** A difference that two faults have made at once. */
export function injectTwoFaults(one: Fault, other: Fault, seed: number): InjectedDrift {
  const random = new Random(seed);
  for (let draw = 0; draw < DRAWS_MAX; draw += 1) {
    const world = drawWorld(random);
    const [first, second] = [one, other].map((fault) => amountsOf(fault, world, random));
    if (first === undefined || second === undefined) continue;
    if (first.length === 0 || second.length === 0) continue;
    const drift = random.pick(first) + random.pick(second);
    const isSingle = FAULTS.some((fault) => amountsOf(fault, world, random).includes(drift));
    if (drift !== 0 && world.ours + drift >= 0 && !isSingle)
      return { fault: one, input: inputOf(one, world, drift) };
  }
  throw new Error(`faults ${one} and ${other} of seed ${seed} cannot be told from others`);
}

/** Shipments are of all small quantities: one may always have been missed, so it counts against none that was announced. */
const WEAKER_THAN_ANNOUNCED: Fault = 'shipment_not_posted_there';

function drawWorld(random: Random): World {
  const entries: DriftEntry[] = [];
  let id = random.integer(1, 1_000);
  const book = (kind: string, onHand: number, at: Instant, orderId: number | null): void => {
    entries.push({ id: (id += random.integer(1, 9)), kind, onHand, at, orderId });
  };
  let at = TAKEN_AT - 14 * DAY_MS;
  book('receipt', random.integer(150, 900), at, null);
  let orderId = 100_000_000;
  while (true) {
    at += Math.round(random.exponential(7 * HOUR_MS)) + MINUTE_MS;
    if (at > TAKEN_AT + 3 * HOUR_MS) break;
    orderId += 1;
    if (random.chance(0.12)) book('receipt', random.integer(20, 120), at, null);
    else if (random.chance(0.1)) book('return', random.integer(1, 9), at, orderId - 5);
    else if (random.chance(0.08)) book('adjustment', -random.integer(1, 30), at, null);
    else book('ship', -random.integer(1, 12), at, orderId);
  }
  return {
    entries,
    ours: sumOf(entries.filter((entry) => entry.at <= TAKEN_AT)),
    supplies: [
      {
        reference: 'PO-1',
        quantity: random.integer(10, 150),
        expectedAt: TAKEN_AT + random.integer(-3, 1) * DAY_MS,
        isTransfer: false,
      },
      {
        reference: 'T-1',
        quantity: random.integer(10, 150),
        expectedAt: TAKEN_AT + random.integer(-1, 1) * DAY_MS,
        isTransfer: true,
      },
    ],
    holdings: [1, 2].map((number) => ({
      orderId: orderId + number,
      allocated: random.integer(1, 30),
    })),
    returns: [{ orderId: orderId - 2, quantity: random.integer(1, 9) }],
    damaged: random.integer(0, 20),
  };
}

/** By how much theirs may exceed ours through a fault in this world. */
function amountsOf(fault: Fault, world: World, random: Random): number[] {
  const { entries, ours, supplies } = world;
  const before = (...kinds: string[]): number[] =>
    entries
      .filter(({ kind, at }) => kinds.includes(kind) && at <= TAKEN_AT)
      .map(({ onHand }) => onHand);
  const after = (kind: string): number[] =>
    entries
      .filter((entry) => entry.kind === kind && entry.at > TAKEN_AT)
      .map(({ onHand }) => onHand);
  const coming = (isTransfer: boolean): number[] =>
    supplies.filter((supply) => supply.isTransfer === isTransfer).map(({ quantity }) => quantity);
  switch (fault) {
    case 'late_receipt':
      return [...coming(false), ...after('receipt')];
    case 'transfer_on_its_way':
      return coming(true);
    case 'receipt_not_posted_there':
      return before('receipt').map(negative);
    case 'double_pick':
      return before('ship');
    case 'shipment_not_posted_there':
      return before('ship').map(negative);
    case 'unposted_shipment':
      return [...world.holdings.map(({ allocated }) => -allocated), ...after('ship')];
    case 'unposted_return':
      return [...world.returns.map(({ quantity }) => quantity), ...after('return')];
    case 'return_not_posted_there':
      return before('return').map(negative);
    case 'damage_not_told':
      return [-world.damaged, ...before('adjustment').map(negative)];
    case 'corrected_since':
      return after('adjustment');
    case 'swapped_skus':
      return [random.integer(2, 60) * (random.chance(0.5) ? 1 : -1)];
    case 'unit_of_measure':
      return [6, 10, 12, 24].flatMap((factor) =>
        ours % factor === 0 ? [ours / factor - ours, ours * factor - ours] : [ours * factor - ours],
      );
    case 'count_typo':
      return transpositionsOf(ours).map((theirs) => theirs - ours);
    case 'cut_off_shift':
      return shiftHours().flatMap((hours) => {
        const window = entriesBetween(entries, TAKEN_AT, TAKEN_AT + hours * HOUR_MS);
        return window.length >= 2 ? [sumOf(window) * Math.sign(hours)] : [];
      });
  }
}

function inputOf(fault: Fault, world: World, drift: number): DriftInput {
  return {
    sku: 'TEA-01',
    location: 'SHA',
    takenAt: TAKEN_AT,
    ours: world.ours,
    theirs: world.ours + drift,
    agreedAt: TAKEN_AT - 15 * DAY_MS,
    damaged: world.damaged,
    entries: world.entries,
    supplies: world.supplies,
    holdings: world.holdings,
    returns: world.returns,
    siblings: [
      { sku: 'CUP-01', drift: 1_000 + Math.abs(drift) },
      ...(fault === 'swapped_skus' ? [{ sku: 'TEA-02', drift: -drift }] : []),
    ],
    shifts: shiftHours().map((hours) => {
      const window = entriesBetween(world.entries, TAKEN_AT, TAKEN_AT + hours * HOUR_MS);
      const fits = window.length > 0 && sumOf(window) * Math.sign(hours) === drift;
      // Where the clocks differ every SKU that moved shows it; otherwise the others agree.
      const others = fault === 'cut_off_shift' && fits ? 3 : 0;
      return { hours, moved: (window.length > 0 ? 1 : 0) + 3, fitting: (fits ? 1 : 0) + others };
    }),
  };
}

function shiftHours(): number[] {
  return Array.from({ length: 14 }, (_, index) => [index + 1, -index - 1]).flat();
}

function transpositionsOf(number: number): number[] {
  const digits = String(number).split('');
  return digits.slice(1).flatMap((digit, index) => {
    const swapped = [...digits];
    swapped[index] = digit;
    swapped[index + 1] = digits[index] as string;
    return swapped[0] === '0' ? [] : [Number(swapped.join(''))];
  });
}

function sumOf(entries: readonly DriftEntry[]): number {
  return entries.reduce((sum, { onHand }) => sum + onHand, 0);
}

function negative(quantity: number): number {
  return -quantity;
}
