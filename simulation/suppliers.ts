import type { PurchaseOrderView } from '../contracts/purchase-orders.ts';
import { DAY_MS, instantToText, type Instant } from '../src/kernel/clock.ts';
import type { Random } from '../src/kernel/random.ts';
import { randomOf, type Phase, type Step } from './at-work.ts';
import type { Floor } from './floor.ts';
import { SELF_REPORTING_SITES } from './sample/index.ts';

/** How often a supplier will not send what it is asked for, and how often it answers at the next look at all. */
const DECLINED_CHANCE = 0.12;
const ANSWERED_CHANCE = 0.8;
/** How often it looks for what nobody has mailed it. */
const LOOKS_BY_ITSELF_CHANCE = 0.3;
/** How much of what it has accepted it sends at a look, how often in parts, and how often it says so twice. */
const SENT_CHANCE = 0.7;
const PART_CHANCE = 0.4;
const TWICE_CHANCE = 0.1;
/** How often it declines what is left after it has sent a part. */
const REST_DECLINED_CHANCE = 0.1;
/** How often it tells itself that its carrier is on its way. */
const TELLS_CHANCE = 0.5;
/** How often somebody sends what could not be mailed once more. */
const SENT_AGAIN_CHANCE = 0.6;
/** How many customers never come for what waits for them, and how often a wrong code is said first. */
const NEVER_COMES_CHANCE = 0.2;
const WRONG_CODE_CHANCE = 0.05;

function decline(id: string, reason: string): Step {
  const body = { purchaseOrder: id, reason };
  return { kind: 'decline_purchase_order', body, name: `decline/${id}` };
}

function answer({ id, state }: PurchaseOrderView, at: Instant, luck: Random): Step[] {
  const isMailed = state === 'sent';
  if (!luck.chance(isMailed ? ANSWERED_CHANCE : LOOKS_BY_ITSELF_CHANCE)) return [];
  if (luck.chance(DECLINED_CHANCE)) return [decline(id, 'the kiln is cold')];
  const expectedAt = instantToText(at + luck.integer(1, 4) * DAY_MS);
  const body = { purchaseOrder: id, expectedAt, supplierReference: `S-${id}` };
  return [{ kind: 'accept_purchase_order', body, name: `accept/${id}` }];
}

/** What its supplier sends of a purchase order now: all that is left, or a part. */
function send({ id, lines, shipments }: PurchaseOrderView, at: Instant, luck: Random): Step[] {
  if (shipments.length > 0 && luck.chance(REST_DECLINED_CHANCE)) {
    return [decline(id, 'the last ones broke')];
  }
  const left = lines.flatMap(({ lineNumber, quantity, shippedQuantity }) =>
    quantity > shippedQuantity ? [{ lineNumber, quantity: quantity - shippedQuantity }] : [],
  );
  const [first] = left;
  if (first === undefined) return [];
  const isPart = luck.chance(PART_CHANCE) && (left.length > 1 || first.quantity > 1);
  const part = [{ ...first, quantity: luck.integer(1, Math.max(1, first.quantity - 1)) }];
  const number = shipments.length + 1;
  const body = {
    purchaseOrder: id,
    carrier: 'own-van',
    trackingNumber: `OWN-${id}-${number}`,
    costMinor: luck.integer(800, 2_400),
    shippedAt: instantToText(at),
    ...(isPart ? { lines: part } : {}),
  };
  const step: Step = { kind: 'ship_purchase_order', body, name: `ship/${id}/${number}` };
  return luck.chance(TWICE_CHANCE) ? [step, { ...step, name: `${step.name}/again` }] : [step];
}

/** What may be worked on by its gates, by fulfilment order. */
async function openWork(floor: Floor): Promise<ReadonlySet<string>> {
  const open = await floor.list('fulfilmentOrders', 'open');
  return new Set(open.filter(({ gate }) => gate === null).map(({ id }) => id));
}

/**
 * Operations send again what could not be mailed; suppliers say when they will send what they are asked for, or
 * that they will not, send it in one go or in parts, and tell that it is on its way.
 */
export const SUPPLIER_PHASES: readonly Phase[] = [
  async ({ floor, luckOf }) => {
    const drafted = await floor.list('purchaseOrders', 'drafted');
    return drafted.flatMap(({ id, mails }): Step[] => {
      const isRefused = mails.some(({ outcome }) => outcome === 'refused');
      if (!isRefused || !luckOf(`again ${id}`).chance(SENT_AGAIN_CHANCE)) return [];
      return [{ kind: 'send_purchase_order', body: { purchaseOrder: id }, name: `send/${id}` }];
    });
  },
  async ({ floor, at, luckOf }) => {
    const asked = [
      ...(await floor.list('purchaseOrders', 'drafted')),
      ...(await floor.list('purchaseOrders', 'sent')),
    ];
    return asked.flatMap((purchase) => answer(purchase, at, luckOf(purchase.id)));
  },
  async ({ floor, at, luckOf }) => {
    const accepted = await floor.list('purchaseOrders', 'accepted');
    const open = await openWork(floor);
    return accepted.flatMap((purchase): Step[] => {
      const luck = luckOf(`send ${purchase.id}`);
      return open.has(purchase.id) && luck.chance(SENT_CHANCE) ? send(purchase, at, luck) : [];
    });
  },
  async ({ floor, at, luckOf }) => {
    const shipments = await floor.list('shipments', 'shipped');
    return shipments
      .filter(({ location }) => SELF_REPORTING_SITES.has(location))
      .flatMap(({ id, trackingNumber }): Step[] => {
        if (!luckOf(id).chance(TELLS_CHANCE)) return [];
        const reference = `${trackingNumber}/collected`;
        const event = { kind: 'in_transit', occurredAt: instantToText(at), reference };
        const body = { shipment: id, event };
        return [{ kind: 'report_tracking', body, name: `tell/${reference}` }];
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
