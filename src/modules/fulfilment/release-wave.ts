import { takeDecision, type Command, type CommandHandler, type Outcome } from '../../hub/index.ts';
import { PICK_PATH_DECISION, type Stop } from './decide-pick-path.ts';
import { inState, type FulfilmentOrder } from './fulfilment-order.ts';
import { siteOf, type FulfilmentSources, type FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, emitOnOrder, fulfilmentHandler, gateOf, noSuch, notNow } from './handler.ts';
import { nameLots, type NamedLots } from './name-lots.ts';
import type { PickLine, PickList, WantedUnits } from './pick-list.ts';
import { settingsOf } from './site.ts';
import { placeId, type SkuPlace } from './slots.ts';
import { pickListView, waveView } from './views.ts';
import type { Wave } from './wave.ts';

/** A command on one wave. */
interface OnWave {
  readonly wave: string;
}

/** release_wave: gives out its pick lists. What is stopped by now goes back among what is open. */
export function releaseWaveHandler(sources: FulfilmentSources): CommandHandler<OnWave> {
  return waveHandler(sources, 'release_wave', (command, world, wave, orders) => {
    if (wave.state !== 'planned') return notNow('Wave', wave.id, wave.state, 'released');
    const released = releasePickLists(world, command, wave, orders);
    const kept = world.waves.change(released.wave);
    return accepted({ ...waveView(kept), pickLists: released.pickLists.map(pickListView) });
  });
}

/** cancel_wave: what is planned but not released is taken apart again. */
export function cancelWaveHandler(sources: FulfilmentSources): CommandHandler<OnWave> {
  return waveHandler(sources, 'cancel_wave', (command, world, wave, orders) => {
    if (wave.state !== 'planned') return notNow('Wave', wave.id, wave.state, 'cancelled');
    for (const order of orders) putBack(world, command, order, { wave: wave.id });
    const kept = world.waves.change({
      ...wave,
      state: 'cancelled',
      stateSince: command.receivedAt,
    });
    world.unit.emit({
      type: 'fulfilment.wave_cancelled',
      subject: `wave/${wave.id}`,
      occurredAt: command.receivedAt,
      data: JSON.stringify(waveView(kept)),
    });
    return accepted(waveView(kept));
  });
}

function waveHandler(
  sources: FulfilmentSources,
  kind: string,
  decide: (
    command: Command<OnWave>,
    world: FulfilmentWorld,
    wave: Wave,
    orders: readonly FulfilmentOrder[],
  ) => Outcome,
): CommandHandler<OnWave> {
  return fulfilmentHandler<OnWave>(
    sources,
    kind,
    ({ wave }, unit) => {
      unit.facts(sources.waves).need(wave);
      unit.facts(sources.fulfilmentOrders).needBy('wave_id', wave);
    },
    (command, world) => {
      const wave = world.waves.find(command.body.wave);
      if (wave === undefined) return noSuch('wave', command.body.wave);
      const orders = world.fulfilmentOrders
        .findBy('wave_id', wave.id)
        .filter(({ state }) => state === 'waved');
      return decide(command, world, wave, orders);
    },
  );
}

function putBack(
  world: FulfilmentWorld,
  command: Command,
  order: FulfilmentOrder,
  facts: object,
): void {
  const back = world.fulfilmentOrders.change({
    ...inState(order, 'open', command.receivedAt),
    waveId: null,
  });
  emitOnOrder(world, command, back, 'fulfilment.taken_out', facts);
}

/** The pick lists of a wave, with the wave as it stands afterwards; the caller keeps the wave. */
export function releasePickLists(
  world: FulfilmentWorld,
  command: Command,
  wave: Wave,
  orders: readonly FulfilmentOrder[],
): { readonly wave: Wave; readonly pickLists: readonly PickList[] } {
  const ready: FulfilmentOrder[] = [];
  for (const order of orders) {
    const gate = gateOf(world, order);
    if (gate === null) ready.push(order);
    else putBack(world, command, order, { wave: wave.id, because: gate });
  }
  const { ordersPerPickListMax } = settingsOf(siteOf(world, wave.location));
  // Orders whose goods lie near each other share a tour.
  const sorted = ready.toSorted(
    (one, other) =>
      firstSequence(world, one) - firstSequence(world, other) || (one.id < other.id ? -1 : 1),
  );
  const pickLists: PickList[] = [];
  const named: NamedLots = new Map();
  for (let from = 0; from < sorted.length; from += ordersPerPickListMax) {
    const id = `${wave.id}-P${pickLists.length + 1}`;
    const tour = sorted.slice(from, from + ordersPerPickListMax);
    pickLists.push(makePickList(world, command, wave, id, tour, named));
  }
  return {
    wave: {
      ...wave,
      state: pickLists.length === 0 ? 'cancelled' : 'released',
      pickListsOpen: pickLists.length,
      stateSince: command.receivedAt,
    },
    pickLists,
  };
}

function placeOf(world: FulfilmentWorld, location: string, sku: string): SkuPlace['slot'] {
  return world.skuPlaces.find(placeId(location, sku))?.slot ?? null;
}

function firstSequence(world: FulfilmentWorld, { location, lines }: FulfilmentOrder): number {
  return Math.min(
    ...lines.map(({ sku }) => placeOf(world, location, sku)?.sequence ?? Infinity),
    Number.MAX_SAFE_INTEGER,
  );
}

function makePickList(
  world: FulfilmentWorld,
  command: Command,
  wave: Wave,
  id: string,
  orders: readonly FulfilmentOrder[],
  named: NamedLots,
): PickList {
  const { receivedAt: now } = command;
  const bySku = new Map<string, WantedUnits[]>();
  for (const order of orders) {
    for (const { sku, lineNumber, quantity, picked } of order.lines) {
      if (quantity === picked) continue;
      const wanted = { fulfilmentOrder: order.id, lineNumber, quantity: quantity - picked };
      bySku.set(sku, [...(bySku.get(sku) ?? []), { ...wanted, picked: 0, dropped: 0 }]);
    }
  }
  const stands = [...bySku].map(([sku, wanted]) => ({
    sku,
    wanted,
    slot: placeOf(world, wave.location, sku),
  }));
  const stops = new Map<string, Stop>();
  for (const { slot } of stands) {
    if (slot === null || slot.xMillimetres === null || slot.yMillimetres === null) continue;
    const { code, aisle, xMillimetres: x, yMillimetres: y, sequence } = slot;
    stops.set(code, { slot: code, aisle, x, y, sequence });
  }
  const settings = settingsOf(siteOf(world, wave.location));
  const { choice, record } = takeDecision(PICK_PATH_DECISION, {
    desk: settings.desk,
    crossAisles: settings.crossAisles,
    stops: [...stops.values()],
  });
  const rank = new Map(choice.slots.map((slot, index) => [slot, index]));
  // Slots without coordinates come last, in their own order; what lies nowhere comes after them.
  const walked = stands.toSorted(
    (one, other) =>
      (rank.get(one.slot?.code ?? '') ?? Infinity) -
        (rank.get(other.slot?.code ?? '') ?? Infinity) ||
      (one.slot?.sequence ?? Infinity) - (other.slot?.sequence ?? Infinity) ||
      (one.sku < other.sku ? -1 : 1),
  );
  const isMeasured = stops.size > 0;
  const walkedList: PickList = {
    id,
    version: 1,
    waveId: wave.id,
    location: wave.location,
    state: 'open',
    picker: null,
    lines: walked.map(({ sku, wanted, slot }, index): PickLine => ({
      number: index + 1,
      slot: slot?.code ?? null,
      aisle: slot?.aisle ?? null,
      sku,
      wanted,
    })),
    lengthMillimetres: isMeasured ? choice.lengthMillimetres : null,
    slotOrderLengthMillimetres: isMeasured ? choice.slotOrderLengthMillimetres : null,
    releasedAt: now,
    stateSince: now,
  };
  const pickList = nameLots(world, command, walkedList, named);
  world.pickLists.add(pickList);
  world.unit.emit({
    type: 'fulfilment.pick_list_released',
    subject: `pick_list/${id}`,
    occurredAt: now,
    data: JSON.stringify({
      pickList: id,
      wave: wave.id,
      location: wave.location,
      fulfilmentOrders: orders.map((order) => order.id),
      lengthMillimetres: pickList.lengthMillimetres,
      slotOrderLengthMillimetres: pickList.slotOrderLengthMillimetres,
    }),
    decision: record,
  });
  return pickList;
}
