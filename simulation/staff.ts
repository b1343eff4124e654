import type { FulfilmentOrderRead, PickListView } from '../contracts/fulfilment-answers.ts';
import type { Random } from '../src/kernel/random.ts';
import type { Pick } from '../contracts/fulfilment.ts';
import type { Phase, Step } from './at-work.ts';
import type { Floor } from './floor.ts';
import { SELF_REPORTING_SITES } from './sample/index.ts';

/** How often what a list names is not in its slot. */
const SHORT_CHANCE = 0.015;
/** How often a picker comes back with a part of a list and goes on later. */
const PART_CHANCE = 0.1;
const LOOKS_CHANCE = 0.8;
/** What came without a lot has none to look at. */
const UNNAMED_LOT = 'UNKNOWN';

/** People at the locations: they answer what is asked of them, pick and pack. */
export const STAFF_PHASES: readonly Phase[] = [
  async ({ floor, luckOf }) => {
    const requests = await floor.list('changeRequests', 'pending');
    return requests.map(({ id }): Step => {
      const luck = luckOf(id);
      const isAccepted = luck.chance(0.7);
      const body = { changeRequest: id, isAccepted, note: isAccepted ? 'in time' : 'too late' };
      return { kind: 'answer_change_request', body, name: `answer/${id}` };
    });
  },
  async ({ floor }) => {
    const orders = await floor.list('fulfilmentOrders', 'open');
    const ready = orders.filter(({ gate }) => gate === null);
    // What suppliers send they say themselves.
    const waved = Map.groupBy(
      ready.filter(({ location }) => !SELF_REPORTING_SITES.has(location)),
      ({ location }) => location,
    );
    return [...waved].map(([location, here]): Step => ({
      kind: 'plan_waves',
      body: { location, fulfilmentOrders: here.map(({ id }) => id) },
      name: `plan/${location}`,
    }));
  },
  async ({ floor }) => {
    const waves = await floor.list('waves', 'planned');
    return waves.map(({ id }): Step => ({
      kind: 'release_wave',
      body: { wave: id },
      name: `release/${id}`,
    }));
  },
  async ({ floor, luckOf }) => {
    const lists = [
      ...(await floor.list('pickLists', 'open')),
      ...(await floor.list('pickLists', 'picking')),
    ];
    return Promise.all(
      lists.map((list) => pickFrom(list, luckOf(`${list.id} ${list.version}`), floor)),
    );
  },
  async ({ floor, luckOf }) => {
    const orders = await floor.list('fulfilmentOrders', 'picked');
    return orders.filter(({ gate }) => gate === null).map((order) => pack(order, luckOf(order.id)));
  },
];

/** Carriers come once a day and take what stands on their lists. */
export const COLLECTING_PHASES: readonly Phase[] = [
  async ({ floor }) => {
    const manifests = await floor.list('manifests', 'open');
    return manifests
      .filter(({ shipmentCount }) => shipmentCount > 0)
      .map(({ id }): Step => ({
        kind: 'close_manifest',
        body: { manifest: id },
        name: `close/${id}`,
      }));
  },
];

async function pickFrom(list: PickListView, luck: Random, floor: Floor): Promise<Step> {
  const { id, version, lines } = list;
  const isPart = luck.chance(PART_CHANCE);
  const wanted = lines.flatMap((line) => {
    const quantity = line.wanted.reduce(
      (sum, one) => sum + one.quantity - one.picked - one.dropped,
      0,
    );
    return quantity > 0 ? [{ line, quantity }] : [];
  });
  const taken = isPart ? wanted.slice(0, Math.ceil(wanted.length / 2)) : wanted;
  const picks: Pick[] = [];
  for (const { line, quantity } of taken) {
    const isShort = luck.chance(SHORT_CHANCE);
    const found = isShort ? luck.integer(0, quantity - 1) : quantity;
    // Now and then nobody looks at what stands on the box; a lot that was recalled meanwhile is not there either.
    const looks = luck.chance(LOOKS_CHANCE);
    const named = looks ? await lookAt(list.location, line, found, floor) : [];
    const rest = found - named.reduce((sum, one) => sum + one.quantity, 0);
    picks.push(...named.filter((one) => one.quantity > 0));
    if (rest > 0 || isShort || named.length === 0)
      picks.push({
        line: line.number,
        sku: line.sku,
        quantity: rest,
        ...(isShort ? { isShort } : {}),
      });
  }
  if (picks.length === 0) {
    // Everything on it was called off: who sets out finds nothing, and the list ends with that.
    picks.push({ line: lines[0]?.number ?? 1, sku: lines[0]?.sku ?? '', quantity: 0 });
  }
  return { kind: 'confirm_picks', body: { pickList: id, picks }, name: `pick/${id}/${version}` };
}

/** The lots and numbers that stand on what is taken of a line: those that the list names, and whatever numbers are there. */
async function lookAt(
  location: string,
  { number, sku, lots }: PickListView['lines'][number],
  quantity: number,
  floor: Floor,
): Promise<Pick[]> {
  if (lots === undefined || quantity === 0) return [];
  const line = { line: number, sku };
  const serials = await floor.serialsAt(sku, location, quantity);
  if (serials.length > 0) return [{ ...line, quantity: serials.length, serials: [...serials] }];
  let left = quantity;
  return lots.flatMap(({ lot, quantity: suggested }) => {
    const units = Math.min(left, suggested);
    left -= units;
    return units === 0 || lot === UNNAMED_LOT ? [] : [{ ...line, quantity: units, lot }];
  });
}

function pack({ id, version, cartons, lines }: FulfilmentOrderRead, luck: Random): Step {
  const planned =
    cartons === null || cartons.length === 0
      ? [{ box: null, weightGrams: 500, lines: pickedOf(lines) }]
      : cartons;
  const body = {
    fulfilmentOrder: id,
    // Scales differ a little, and now and then the packer insists.
    acceptsWeight: luck.chance(0.05),
    cartons: planned.map((carton) => ({
      box: carton.box,
      weightGrams: Math.max(1, Math.round(carton.weightGrams * (0.98 + luck.next() * 0.04))),
      lines: carton.lines,
    })),
  };
  return { kind: 'pack_order', body, name: `pack/${id}/${version}` };
}

function pickedOf(lines: FulfilmentOrderRead['lines']) {
  return lines
    .filter(({ picked }) => picked > 0)
    .map(({ lineNumber, picked }) => ({ lineNumber, quantity: picked }));
}
