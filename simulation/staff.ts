import type { FulfilmentOrderRead, PickListView } from '../contracts/fulfilment-answers.ts';
import type { Random } from '../src/kernel/random.ts';
import type { Phase, Step } from './at-work.ts';
import { SELF_REPORTING_SITES } from './sample/index.ts';

/** How often what a list names is not in its slot. */
const SHORT_CHANCE = 0.015;
/** How often a picker comes back with a part of a list and goes on later. */
const PART_CHANCE = 0.1;

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
    return lists.map((list) => pickFrom(list, luckOf(`${list.id} ${list.version}`)));
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

function pickFrom({ id, version, lines }: PickListView, luck: Random): Step {
  const isPart = luck.chance(PART_CHANCE);
  const wanted = lines.flatMap(({ number, sku, wanted: units }) => {
    const quantity = units.reduce((sum, one) => sum + one.quantity - one.picked - one.dropped, 0);
    return quantity > 0 ? [{ number, sku, quantity }] : [];
  });
  const taken = isPart ? wanted.slice(0, Math.ceil(wanted.length / 2)) : wanted;
  const picks = taken.map(({ number, sku, quantity }) => {
    const isShort = luck.chance(SHORT_CHANCE);
    const found = isShort ? luck.integer(0, quantity - 1) : quantity;
    return { line: number, sku, quantity: found, ...(isShort ? { isShort: true } : {}) };
  });
  if (picks.length === 0) {
    // Everything on it was called off: who sets out finds nothing, and the list ends with that.
    picks.push({ line: lines[0]?.number ?? 1, sku: lines[0]?.sku ?? '', quantity: 0 });
  }
  return { kind: 'confirm_picks', body: { pickList: id, picks }, name: `pick/${id}/${version}` };
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
