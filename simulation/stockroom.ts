import { instantToText } from '../src/kernel/clock.ts';
import type { Phase, Step } from './at-work.ts';
import { LOCATIONS } from './sample/index.ts';

/** Where another company keeps our goods, with a system of its own. */
const OVERSEAS = LOCATIONS.filter(
  ({ put }) => put.kind === 'warehouse' && put.address.countryCode !== 'CN',
).map(({ put }) => put.code);
const COUNTED_SITES = LOCATIONS.filter(({ put }) => put.kind === 'warehouse').map(
  ({ put }) => put.code,
);

/** The source of a snapshot names what was made to go wrong, so that the oracle can compare. */
const SOURCE = 'twin-wms';
const LINES_MAX = 12;
/** Of so many units a cause can be told; single units go wrong for any reason. */
const STANDS_OUT = 5;
const PACK_SIZES = [6, 10, 12, 24];
/** Counting takes people: not everywhere on the same day. */
const SITES_A_DAY = 3;
const FIRST_PERSON = 'person/operations-a';
/** Whoever decides a correction is another than who sent the snapshot, and whoever counts again than who counted. */
export const SECOND_PERSON = 'person/operations-b';

/** Overseas stock is compared: their system has missed a receipt, or has one already that we have not. */
export const COMPARING_PHASES: readonly Phase[] = [
  async ({ floor, at, luckOf }) => {
    const luck = luckOf('snapshot');
    const location = luck.pick(OVERSEAS);
    const takenAt = at - 1;
    const stock = await floor.stockAt(location, takenAt);
    const missed = stock.filter(
      ({ onHand, receipt }) =>
        receipt !== null &&
        receipt >= STANDS_OUT &&
        onHand >= receipt &&
        !looksLikePacks(onHand, onHand - receipt),
    );
    const early = stock.filter(
      ({ onHand, announced }) => announced !== null && !looksLikePacks(onHand, onHand + announced),
    );
    const isMissed = early.length === 0 || (missed.length > 0 && luck.chance(0.5));
    const candidates = isMissed ? missed : early;
    if (candidates.length === 0) return [];
    const wrong = luck.pick(candidates);
    const fault = isMissed ? 'receipt_not_posted_there' : 'late_receipt';
    const drift = isMissed ? -(wrong.receipt ?? 0) : (wrong.announced ?? 0);
    const others = luck.shuffle(stock.filter(({ sku }) => sku !== wrong.sku)).slice(0, LINES_MAX);
    const body = {
      location,
      takenAt: instantToText(takenAt),
      source: `${SOURCE}/${fault}`,
      lines: [
        { sku: wrong.sku, onHand: wrong.onHand + drift },
        ...others.map(({ sku, onHand }) => ({ sku, onHand })),
      ],
    };
    return [{ kind: 'take_snapshot', body, name: 'snapshot' }];
  },
  async ({ floor, luckOf }) => {
    const proposed = await floor.proposedSnapshots();
    return proposed.map((id): Step => {
      const isApproved = luckOf(id).chance(0.8);
      const body = { id, isApproved, reason: isApproved ? 'explained' : 'to be looked at again' };
      return { kind: 'decide_snapshot', body, name: `decide/${id}`, actor: SECOND_PERSON };
    });
  },
];

/** True where one side may just have counted packs: nobody could tell that from what was made to happen. */
function looksLikePacks(ours: number, theirs: number): boolean {
  return PACK_SIZES.some((factor) => ours * factor === theirs || theirs * factor === ours);
}

/** Shelves are counted: most are right, what differs much is counted again or decided by a second person. */
export const COUNTING_PHASES: readonly Phase[] = [
  async ({ floor, luckOf }) => {
    const steps: Step[] = [];
    for (const location of luckOf('today').shuffle(COUNTED_SITES).slice(0, SITES_A_DAY)) {
      for (const { id, sku, state, version } of await floor.countTasks(location)) {
        const luck = luckOf(`${id} ${version}`);
        if (state === 'approval') {
          const decision = luck.chance(0.7) ? 'approve' : luck.pick(['recount', 'cancel']);
          const body = { id, decision, reason: 'looked at the shelf' };
          steps.push({
            kind: 'decide_count',
            body,
            name: `decide/${id}/${version}`,
            // Who counted last does not decide.
            actor: FIRST_PERSON,
          });
          continue;
        }
        const expected = await floor.onHand(sku, location);
        const isOff = luck.chance(0.25);
        const counted = Math.max(0, expected + (isOff ? luck.pick([-3, -2, -1, 1, 2]) : 0));
        // A recount is another person's.
        const actor = state === 'recount' ? SECOND_PERSON : FIRST_PERSON;
        steps.push({
          kind: 'record_count',
          body: { id, counted },
          name: `count/${id}/${version}`,
          actor,
        });
      }
    }
    return steps;
  },
];
