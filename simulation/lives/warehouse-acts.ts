import { DAY_MS, instantToText } from '../../src/kernel/clock.ts';
import type { Random } from '../../src/kernel/random.ts';
import type { FulfilmentOrder } from '../../src/modules/fulfilment/fulfilment-order.ts';
import { openUnits, type PickLine, type PickList } from '../../src/modules/fulfilment/pick-list.ts';
import type { Shipment } from '../../src/modules/fulfilment/shipment.ts';
import { choose, type Life } from './life.ts';
import type { Act } from './act.ts';
import { STAGE_LOCATIONS } from './small-world.ts';
import type { PurchaseOrder } from '../../src/modules/fulfilment/purchase-order.ts';
import type { StepKind } from './steps.ts';

const isAtLocation = ({ state }: FulfilmentOrder) =>
  state !== 'shipped' && state !== 'delivered' && state !== 'cancelled';
const isOnTheWay = ({ state }: FulfilmentOrder) => state !== 'delivered' && state !== 'cancelled';
const isWalkable = ({ state }: PickList) => state === 'open' || state === 'picking';
const isLabel = ({ state }: Shipment) => state === 'booked';
const isMoving = ({ state }: Shipment) =>
  state !== 'voided' && state !== 'delivered' && state !== 'returned_to_sender';

/** What locations do: pick, pack, ship, and what carriers tell. */
export const WAREHOUSE_ACTS = {
  go_on(life, random) {
    const part = choose(random, life.fulfilmentOrders(), isOnTheWay);
    if (part === undefined) return;
    const purchase = life.purchaseOrders().find(({ id }) => id === part.id);
    if (purchase !== undefined && part.state === 'open' && random.chance(0.3)) {
      answerPurchase(life, random, purchase);
      return;
    }
    for (let stages = random.integer(1, 4); stages > 0; stages -= 1) {
      const now = life.fulfilmentOrders().find(({ id }) => id === part.id);
      if (now !== undefined) goOn(life, random, now);
    }
  },
  pick(life, random) {
    const list = choose(random, life.pickLists(), isWalkable);
    if (list === undefined) return;
    if (random.chance(0.2)) life.submit('start_pick_list', { pickList: list.id });
    else pickSome(life, random, list, false);
  },
  pick_short(life, random) {
    const list = choose(random, life.pickLists(), isWalkable);
    if (list !== undefined) pickSome(life, random, list, true);
  },
  pack_by_hand(life, random) {
    const part = choose(random, life.fulfilmentOrders(), ({ state }) => state === 'picked');
    if (part !== undefined) pack(life, random, part, random.chance(0.3) ? 1 : 0);
  },
  take_out(life, random) {
    const part = choose(random, life.fulfilmentOrders(), isAtLocation);
    if (part !== undefined)
      life.submit('take_out', { fulfilmentOrder: part.id, reason: 'more urgent work' });
  },
  void_label(life, random) {
    const label = choose(random, life.shipments(), isLabel);
    if (label !== undefined)
      life.submit('void_shipment', { shipment: label.id, reason: 'wrong carrier' });
  },
  report_shipped(life, random) {
    const part = choose(random, life.fulfilmentOrders(), isAtLocation);
    if (part === undefined) return;
    life.submit('report_shipped', {
      fulfilmentOrder: part.id,
      carrier: 'SF Express',
      trackingNumber: life.newName('RS'),
    });
  },
  close_manifest(life, random) {
    const manifest = choose(random, life.manifests(), ({ state }) => state === 'open');
    if (manifest === undefined) return;
    life.submit('close_manifest', { manifest: manifest.id });
    if (random.chance(0.4)) return;
    // What the clock does afterwards.
    for (const { id, manifestId, state } of life.shipments()) {
      if (manifestId === manifest.id && state === 'booked')
        life.submit('ship_shipment', { shipment: id });
    }
  },
  track(life, random) {
    const shipment = choose(random, life.shipments(), isMoving);
    if (shipment === undefined) return;
    const kind = random.pick([
      'in_transit',
      'out_for_delivery',
      'delivery_failed',
      'delivered',
      'delivered',
      'returned_to_sender',
    ]);
    tell(life, shipment, kind, random.chance(0.9) ? life.newName('M') : 'M');
  },
  answer_request(life, random) {
    const request = choose(random, life.changeRequests(), ({ state }) => state === 'pending');
    if (request === undefined) return;
    life.submit('answer_change_request', {
      changeRequest: request.id,
      group: request.groupId,
      isAccepted: random.chance(0.65),
    });
  },
  collect(life, random) {
    const part = choose(random, life.fulfilmentOrders(), ({ pickUpCode }) => pickUpCode !== null);
    if (part !== undefined) handOver(life, part, random.chance(0.9) ? part.pickUpCode : '000000');
  },
  supplier_answers(life, random) {
    const purchase = choose(
      random,
      life.purchaseOrders(),
      ({ state }) => state === 'drafted' || state === 'sent' || state === 'accepted',
    );
    if (purchase === undefined) return;
    answerPurchase(life, random, purchase);
  },
  site_rules(life, random) {
    life.submit('put_site', {
      location: random.pick(STAGE_LOCATIONS),
      workAheadDays: random.chance(0.9) ? 365 : 0,
      worksAfterCutoff: true,
      asksBeforeChanges: random.chance(0.5),
      wave: { releasesAtOnce: random.chance(0.5) },
    });
  },
} as const satisfies Partial<Record<StepKind, Act>>;

/** A supplier says when it sends, that it does not, or that it has: all, a part, or more than is wanted. */
function answerPurchase(life: Life, random: Random, { id, lines }: PurchaseOrder): void {
  const draw = random.next();
  if (draw < 0.25) {
    life.submit('decline_purchase_order', { purchaseOrder: id, reason: 'sold out' });
  } else if (draw < 0.55) {
    life.submit('accept_purchase_order', {
      purchaseOrder: id,
      expectedAt: instantToText(life.now + random.integer(0, 9) * DAY_MS),
      ...(random.chance(0.5) ? { supplierReference: life.newName('S') } : {}),
    });
  } else {
    const line = random.pick(lines);
    life.submit('ship_purchase_order', {
      purchaseOrder: id,
      carrier: 'OWN',
      trackingNumber: life.newName('T'),
      ...(random.chance(0.5)
        ? { lines: [{ lineNumber: line.lineNumber, quantity: random.integer(1, 3) }] }
        : {}),
    });
  }
}

/** The next thing that a location does with a fulfilment order, until it is with the customer. */
function goOn(life: Life, random: Random, part: FulfilmentOrder): void {
  switch (part.state) {
    case 'open':
      plan(life, random, part);
      return;
    case 'waved':
    case 'picking': {
      const list = life.pickLists().find(({ waveId }) => waveId === part.waveId);
      if (list !== undefined) pickAll(life, random, list);
      else life.submit('release_wave', { wave: part.waveId });
      return;
    }
    case 'picked':
      pack(life, random, part, 0);
      return;
    case 'packed': {
      if (part.pickUpCode !== null) {
        handOver(life, part, part.pickUpCode);
        return;
      }
      const label = life
        .shipments()
        .find(
          ({ fulfilmentOrderId, state }) => fulfilmentOrderId === part.id && state === 'booked',
        );
      if (label === undefined) life.submit('book_shipment', { fulfilmentOrder: part.id });
      else life.submit('ship_shipment', { shipment: label.id });
      return;
    }
    case 'shipped': {
      const shipment = life
        .shipments()
        .find((one) => one.fulfilmentOrderId === part.id && isMoving(one));
      if (shipment !== undefined) tell(life, shipment, 'delivered', life.newName('M'));
      return;
    }
    default:
  }
}

/** Somebody comes to the store and says a code. */
function handOver(life: Life, part: FulfilmentOrder, code: string | null): void {
  life.submit('hand_over', { fulfilmentOrder: part.id, code: code ?? '123456' });
}

/** Waves of a location: mostly of what was meant, now and then of all that is open there. */
function plan(life: Life, random: Random, part: FulfilmentOrder): void {
  const open = life
    .fulfilmentOrders()
    .filter(({ state, location }) => state === 'open' && location === part.location)
    .map(({ id }) => id);
  const planned = life.submit('plan_waves', {
    location: part.location,
    fulfilmentOrders: random.chance(0.5) ? open : [part.id],
  });
  if (random.chance(0.1) || planned.kind === 'refused') return;
  const { waves } = JSON.parse(planned.body) as { waves: { id: string; state: string }[] };
  for (const { id, state } of waves) {
    if (state === 'planned')
      life.submit(random.chance(0.95) ? 'release_wave' : 'cancel_wave', { wave: id });
  }
}

function pickAll(life: Life, random: Random, list: PickList): void {
  const picks = list.lines.flatMap((line) =>
    named(life, random, list, line, wantedOf(line)).filter(({ quantity }) => quantity > 0),
  );
  if (picks.length > 0) life.submit('confirm_picks', { pickList: list.id, picks });
}

function wantedOf({ wanted }: PickLine): number {
  return wanted.reduce((sum, units) => sum + openUnits(units), 0);
}

/** What is taken of a line, with the lots and numbers on it; now and then nobody looks at them. */
function named(life: Life, random: Random, list: PickList, line: PickLine, quantity: number) {
  const { number, sku, lots = [] } = line;
  const pick = { line: number, sku, quantity };
  if (sku === 'WATCH' && quantity > 0 && random.chance(0.8)) {
    const locationId = life.facts('catalogue').location(list.location)?.id;
    const serials = life
      .facts('lots')
      .serials.all()
      .filter((one) => one.state === 'on_hand' && one.locationId === locationId)
      .slice(0, quantity)
      .map(({ serial }) => serial);
    return serials.length === 0 ? [pick] : [{ ...pick, serials }];
  }
  if (sku !== 'MILK' || quantity === 0 || random.chance(0.2)) return [pick];
  const picks: { line: number; sku: string; quantity: number; lot?: string }[] = [];
  let left = quantity;
  for (const { lot, quantity: suggested } of lots) {
    const units = Math.min(left, suggested);
    if (units > 0)
      picks.push({ ...pick, quantity: units, lot: random.chance(0.95) ? lot : 'EVER' });
    left -= units;
  }
  return left > 0 ? [...picks, { ...pick, quantity: left }] : picks;
}

/** A part of a list; the rest is left for later or is not there. */
function pickSome(life: Life, random: Random, list: PickList, isShort: boolean): void {
  const chosen = list.lines.filter(() => random.chance(0.7));
  const picks = (chosen.length === 0 ? list.lines : chosen).map(({ number, sku, wanted }) => {
    const open = wanted.reduce((sum, units) => sum + openUnits(units), 0);
    const quantity = random.integer(0, open + (random.chance(0.05) ? 2 : 0));
    return {
      line: number,
      ...(quantity > 0 ? { sku: random.chance(0.97) ? sku : 'PEN' } : {}),
      quantity,
      ...(isShort ? { isShort: true } : {}),
    };
  });
  if (picks.length > 0) life.submit('confirm_picks', { pickList: list.id, picks });
}

function pack(life: Life, random: Random, part: FulfilmentOrder, tooMany: number): void {
  const packed = part.lines
    .filter(({ picked }) => picked + tooMany > 0)
    .map(({ lineNumber, picked }) => ({ lineNumber, quantity: picked + tooMany }));
  const isSplit = packed.length > 1 && random.chance(0.4);
  const cartons = isSplit ? packed.map((line) => [line]) : [packed];
  life.submit('pack_order', {
    fulfilmentOrder: part.id,
    acceptsWeight: true,
    booksShipment: random.chance(0.9),
    cartons: cartons.map((lines) => ({ box: null, weightGrams: 500, lines })),
  });
}

function tell(life: Life, shipment: Shipment, kind: string, reference: string): void {
  life.submit('report_tracking', {
    trackingNumber: shipment.trackingNumber,
    event: { kind, occurredAt: instantToText(life.now), reference },
  });
}
