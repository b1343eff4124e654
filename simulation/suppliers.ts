import { DAY_MS, instantToText } from '../src/kernel/clock.ts';
import { randomOf, type Phase, type Step } from './at-work.ts';

/** How often a supplier will not send what it is asked for, and how often it answers at the next look at all. */
const REFUSED_CHANCE = 0.12;
const ANSWERED_CHANCE = 0.8;
/** How many customers never come for what waits for them, and how often a wrong code is said first. */
const NEVER_COMES_CHANCE = 0.2;
const WRONG_CODE_CHANCE = 0.05;

/** Suppliers say when they will send what they are asked for, or that they will not. */
export const SUPPLIER_PHASES: readonly Phase[] = [
  async ({ floor, at, luckOf }) => {
    const asked = await floor.list('purchaseOrders', 'created');
    return asked.flatMap(({ id }): Step[] => {
      const luck = luckOf(id);
      if (!luck.chance(ANSWERED_CHANCE)) return [];
      if (luck.chance(REFUSED_CHANCE)) {
        const body = { purchaseOrder: id, reason: 'the kiln is cold' };
        return [{ kind: 'refuse_purchase_order', body, name: `refuse/${id}` }];
      }
      const expectedAt = instantToText(at + luck.integer(1, 4) * DAY_MS);
      const body = { purchaseOrder: id, expectedAt, supplierReference: `S-${id}` };
      return [{ kind: 'confirm_purchase_order', body, name: `confirm/${id}` }];
    });
  },
];

/** Customers come for what waits for them in a store and say the code that they were told. */
export const PICK_UP_PHASES: readonly Phase[] = [
  async ({ floor, luckOf }) => {
    const waiting = await floor.pickUps();
    return waiting.flatMap(({ id, code }): Step[] => {
      const luck = luckOf(id);
      if (randomOf(`collects ${id}`).chance(NEVER_COMES_CHANCE) || !luck.chance(0.5)) return [];
      const isWrong = luck.chance(WRONG_CODE_CHANCE);
      const said = isWrong ? String((Number(code) + 1) % 1_000_000).padStart(6, '0') : code;
      const body = { fulfilmentOrder: id, code: said };
      return [{ kind: 'hand_over', body, name: `hand-over/${id}` }];
    });
  },
];
