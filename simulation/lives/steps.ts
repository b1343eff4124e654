import { Random } from '../../src/kernel/random.ts';

/** What may happen in a life. Each is carried out on whatever is there by then. */
export const STEP_KINDS = [
  'place',
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
  keep_for_channel: [1.5, 0.7, 0.2],
  end_keeping: [0.2, 0.3, 0.2],
  site_rules: [0.7, 0.3, 0.1],
  time_passes: [1, 2, 2.5],
  source_waiting: [1, 2, 1],
  once_more: [1, 2, 2],
};

const STEPS_MIN = 10;
const STEPS_MAX = 40;

/** The life of that number under a seed: the same for ever, whichever were lived before it. */
export function drawLife(seed: number, number: number): Step[] {
  const random = randomOf(seed, number);
  const length = random.integer(STEPS_MIN, STEPS_MAX);
  return Array.from({ length }, (_, index): Step => ({
    kind: index === 0 ? 'place' : drawKind(random, Math.floor((index * 3) / length)),
    seed: random.integer(0, 4_294_967_295),
  }));
}

/** Draws that belong to one life alone. */
export function randomOf(seed: number, number: number): Random {
  return new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)).fork();
}

const SUMS = [0, 1, 2].map((third) =>
  STEP_KINDS.reduce((sum, kind) => sum + (WEIGHTS[kind][third] as number), 0),
);

function drawKind(random: Random, third: number): StepKind {
  let left = random.next() * (SUMS[third] as number);
  for (const kind of STEP_KINDS) {
    left -= WEIGHTS[kind][third] as number;
    if (left < 0) return kind;
  }
  return 'go_on';
}
