import { Random } from '../../src/kernel/random.ts';

/** What may happen in a life. Each is carried out on whatever is there by then. */
export const STEP_KINDS = [
  'place',
  'place_preorder',
  'place_on_account',
  'place_pick_up',
  'place_drop_ship',
  'place_tracked',
  'amend',
  'readdress',
  'cancel',
  'cancel_lines',
  'take_back',
  'hold',
  'release_hold',
  'pay',
  'capture',
  'give_back_money',
  'provider_answers',
  'refund_by_person',
  'issue_gift_card',
  'put_account',
  'appease',
  'release',
  'go_on',
  'pick',
  'pick_short',
  'pack_by_hand',
  'take_out',
  'void_label',
  'report_shipped',
  'close_manifest',
  'track',
  'answer_request',
  'collect',
  'supplier_answers',
  'request_return',
  'judge_return',
  'send_return',
  'call_off_return',
  'receive_return',
  'inspect_return',
  'refurbish',
  'claim',
  'return_rules',
  'follow_events',
  'receive_stock',
  'announce_supply',
  'supply_comes',
  'close_supply',
  'adjust_stock',
  'safety_stock',
  'order_count',
  'count',
  'decide_count',
  'transfer',
  'receive_transfer',
  'recall_lot',
  'release_lot',
  'keep_for_channel',
  'end_keeping',
  'site_rules',
  'time_passes',
  'source_waiting',
  'once_more',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** A step: its kind and the seed of its own draws, so that it stays the same when others are dropped. */
export interface Step {
  readonly kind: StepKind;
  readonly seed: number;
}

/** How likely each kind is at the beginning, in the middle and towards the end of a life. */
const WEIGHTS: Readonly<Record<StepKind, readonly [number, number, number]>> = {
  place: [8, 1.5, 0.5],
  place_preorder: [1, 0.2, 0.1],
  place_on_account: [1, 0.2, 0.1],
  place_pick_up: [0.7, 0.2, 0.1],
  place_drop_ship: [0.7, 0.2, 0.1],
  place_tracked: [0.7, 0.2, 0.1],
  amend: [4, 2, 0.7],
  readdress: [1, 1, 0.5],
  cancel: [0.5, 0.6, 0.4],
  cancel_lines: [1.5, 2, 1],
  take_back: [0.5, 0.7, 0.5],
  hold: [1, 1, 0.5],
  release_hold: [1, 1.5, 1],
  pay: [5, 2, 1],
  capture: [1, 1.5, 1],
  give_back_money: [0.5, 1, 1],
  provider_answers: [1, 4, 4],
  refund_by_person: [0.3, 0.7, 1],
  issue_gift_card: [2.5, 0.4, 0.1],
  put_account: [0.4, 0.2, 0.1],
  appease: [0.5, 0.7, 1],
  release: [10, 6, 2],
  go_on: [8, 20, 10],
  pick: [1, 2, 1],
  pick_short: [1, 3, 1],
  pack_by_hand: [0.3, 1.5, 0.5],
  take_out: [0.3, 1, 0.5],
  void_label: [0.2, 0.8, 0.5],
  report_shipped: [0.5, 2, 1],
  close_manifest: [0.1, 0.7, 0.5],
  track: [0.3, 3, 4],
  answer_request: [0.3, 1.5, 1],
  collect: [0.2, 1.5, 1],
  supplier_answers: [0.5, 2, 1],
  request_return: [0.2, 6, 12],
  judge_return: [0.1, 0.5, 1.5],
  send_return: [0.1, 0.5, 1],
  call_off_return: [0.1, 0.4, 0.8],
  receive_return: [0.2, 6, 20],
  inspect_return: [0.2, 6, 24],
  refurbish: [0.1, 0.8, 2],
  claim: [0.1, 0.3, 0.7],
  return_rules: [1, 0.3, 0.2],
  follow_events: [0.3, 3, 6],
  receive_stock: [1.5, 1.5, 0.7],
  announce_supply: [1.5, 1, 0.3],
  supply_comes: [0.7, 1, 0.7],
  close_supply: [0.2, 0.4, 0.2],
  adjust_stock: [0.7, 1, 0.5],
  safety_stock: [0.3, 0.2, 0.1],
  order_count: [0.8, 1, 0.5],
  count: [0.8, 1.5, 1],
  decide_count: [0.2, 0.8, 0.6],
  transfer: [0.7, 0.7, 0.3],
  receive_transfer: [0.3, 0.8, 0.5],
  recall_lot: [0.15, 0.4, 0.2],
  release_lot: [0.1, 0.2, 0.2],
  keep_for_channel: [1.5, 0.7, 0.2],
  end_keeping: [0.2, 0.3, 0.2],
  site_rules: [0.7, 0.3, 0.1],
  time_passes: [1, 2, 2.5],
  source_waiting: [1, 2, 1],
  once_more: [1, 2, 2],
};

/**
 * What lives are about beside the common way of orders. A life has one of them or none: what belongs to it
 * happens often, what belongs to another seldom, so that each is lived to its end.
 */
const THEMES: Readonly<Record<string, Partial<Record<StepKind, number>>>> = {
  kinds: { place_preorder: 5, place_on_account: 5, put_account: 2, time_passes: 2 },
  stores_and_suppliers: {
    place_pick_up: 8,
    place_drop_ship: 5,
    collect: 2,
    supplier_answers: 3,
    time_passes: 2,
  },
  counts: { order_count: 4, count: 8, decide_count: 6, pick_short: 3 },
  transfers: { transfer: 6, receive_transfer: 10, time_passes: 1.5 },
  lots: { place_tracked: 8, recall_lot: 5, release_lot: 4, receive_stock: 2 },
  keeping: { keep_for_channel: 5, end_keeping: 2, place: 1.5 },
  gift_cards: { issue_gift_card: 2, cancel_lines: 2, give_back_money: 2 },
};
const THEME_NAMES = Object.keys(THEMES);
const THEMED_CHANCE = 0.65;
const SELDOM = 0.25;
const THEMED: ReadonlySet<string> = new Set([
  'place_preorder',
  'place_on_account',
  'place_pick_up',
  'place_drop_ship',
  'place_tracked',
  'put_account',
  'collect',
  'supplier_answers',
  'order_count',
  'count',
  'decide_count',
  'transfer',
  'receive_transfer',
  'recall_lot',
  'release_lot',
  'keep_for_channel',
  'end_keeping',
  'issue_gift_card',
] satisfies StepKind[]);

const STEPS_MIN = 10;
const STEPS_MAX = 40;

/** The life of that number under a seed: the same for ever, whichever were lived before it. */
export function drawLife(seed: number, number: number): Step[] {
  const random = randomOf(seed, number);
  const weights = WEIGHTS_OF_THEME.get(
    random.chance(THEMED_CHANCE) ? random.pick(THEME_NAMES) : '',
  ) as readonly Weights[];
  const length = random.integer(STEPS_MIN, STEPS_MAX);
  return Array.from({ length }, (_, index): Step => ({
    kind:
      index === 0
        ? 'place'
        : drawKind(random, weights[Math.floor((index * 3) / length)] as Weights),
    seed: random.integer(0, 4_294_967_295),
  }));
}

/** Draws that belong to one life alone. */
export function randomOf(seed: number, number: number): Random {
  return new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)).fork();
}

interface Weights {
  readonly sum: number;
  readonly kinds: readonly (readonly [kind: StepKind, weight: number])[];
}

/** The weights of each third of a life, by what the life is about. */
const WEIGHTS_OF_THEME: ReadonlyMap<string, readonly Weights[]> = new Map(
  ['', ...THEME_NAMES].map((theme) => [theme, [0, 1, 2].map((third) => weightsOf(theme, third))]),
);

function weightsOf(theme: string, third: number): Weights {
  const kinds = STEP_KINDS.map((kind) => {
    const factor = THEMES[theme]?.[kind] ?? (THEMED.has(kind) ? SELDOM : 1);
    return [kind, (WEIGHTS[kind][third] as number) * factor] as const;
  });
  return { kinds, sum: kinds.reduce((sum, [, weight]) => sum + weight, 0) };
}

function drawKind(random: Random, { kinds, sum }: Weights): StepKind {
  let left = random.next() * sum;
  for (const [kind, weight] of kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  return 'go_on';
}
