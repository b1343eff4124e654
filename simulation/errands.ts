import type { Instant } from '../src/kernel/clock.ts';
import { randomOf, type Phase, type Step } from './at-work.ts';
import { CARRIER_PHASES } from './carriers.ts';
import type { Floor } from './floor.ts';
import { RETURN_PHASES, ASKING_PHASES } from './returns.ts';
import { EXCEPTION_PHASES } from './people.ts';
import { COLLECTING_PHASES, STAFF_PHASES } from './staff.ts';
import { COMPARING_PHASES, COUNTING_PHASES } from './stockroom.ts';
import { PICK_UP_PHASES, SUPPLIER_PHASES } from './suppliers.ts';
import type { Action, Errand, OrderTarget } from './world-actions.ts';

const PHASES: Readonly<Record<Errand['kind'], readonly Phase[]>> = {
  work_at_locations: STAFF_PHASES,
  collect_parcels: COLLECTING_PHASES,
  carry_parcels: CARRIER_PHASES,
  handle_returns: RETURN_PHASES,
  mind_exceptions: EXCEPTION_PHASES,
  compare_stock: COMPARING_PHASES,
  count_shelves: COUNTING_PHASES,
  ask_to_return: ASKING_PHASES,
  answer_purchases: SUPPLIER_PHASES,
  collect_pick_ups: PICK_UP_PHASES,
};

/** An errand on its way: the steps of one phase after the other. */
export interface ErrandUnderWay {
  readonly action: Action & Errand;
  readonly phase: number;
}

/** The errand after its next phase, null when it is over, and the steps of this one. */
export async function advanceErrand(
  { action, phase }: ErrandUnderWay,
  given: {
    readonly floor: Floor;
    readonly at: Instant;
    readonly find: (target: OrderTarget) => string | undefined;
  },
): Promise<{ readonly steps: readonly Step[]; readonly next: ErrandUnderWay | null }> {
  const phases = PHASES[action.kind];
  const found = 'of' in action ? given.find(action.of) : undefined;
  const orderId = found === undefined ? null : Number(found);
  if ('of' in action && orderId === null) return { steps: [], next: null };
  const steps = await (phases[phase] as Phase)({
    floor: given.floor,
    at: given.at,
    luckOf: (about) => randomOf(`${action.luck} ${about}`),
    orderId,
  });
  const next = phase + 1 < phases.length ? { action, phase: phase + 1 } : null;
  return { steps, next };
}
