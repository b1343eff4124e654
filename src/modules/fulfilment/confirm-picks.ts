import { takeDecision, type Command, type CommandHandler, type Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ConfirmPicks, GateName, Pick, StartPickList } from '../../../contracts/fulfilment.ts';
import { refuseLots, type Location, type Sku, type TrackedMove } from '../inventory/index.ts';
import { advanceShipment, changeOrder, type LineQuantity } from '../orders/index.ts';
import { CARTON_DECISION } from './decide-cartons.ts';
import {
  inState,
  isPicked,
  onLines,
  unitsOf,
  type FulfilmentOrder,
  type PickedLot,
} from './fulfilment-order.ts';
import { siteOf, type FulfilmentSources, type FulfilmentWorld } from './fulfilment-world.ts';
import {
  accepted,
  emitOnOrder,
  fulfilmentHandler,
  gateOf,
  noSuch,
  notNow,
  orderOf,
  refuseStopped,
} from './handler.ts';
import { cartonItemsOf } from './carton-items.ts';
import { openUnits, type PickLine, type PickList, type WantedUnits } from './pick-list.ts';
import { finishList, withoutWithdrawn } from './pick-list-rest.ts';
import { reportShort } from './short-pick.ts';
import { boxesOf } from './site.ts';
import { trackedMoveOf } from './tracked-units.ts';
import { pickListView } from './views.ts';

interface OnPickList {
  readonly pickList: string;
}

/** start_pick_list: somebody sets out; from now on the orders on it are being picked. */
export function startPickListHandler(
  sources: FulfilmentSources,
): CommandHandler<OnPickList & StartPickList> {
  return fulfilmentHandler<OnPickList & StartPickList>(
    sources,
    'start_pick_list',
    ({ pickList }, unit) => unit.facts(sources.pickLists).need(pickList),
    (command, world) => {
      const list = world.pickLists.find(command.body.pickList);
      if (list === undefined) return noSuch('pick list', command.body.pickList);
      if (list.state === 'picking') return accepted(pickListView(list));
      if (list.state !== 'open') return notNow('Pick list', list.id, list.state, 'started');
      const started = startList(world, command, list, command.body.picker ?? command.actor);
      return accepted(pickListView(world.pickLists.change(started)));
    },
  );
}

/** confirm_picks: what was taken from slots, with the SKU that was scanned, and what was not there. */
export function confirmPicksHandler(
  sources: FulfilmentSources,
): CommandHandler<OnPickList & ConfirmPicks> {
  return fulfilmentHandler<OnPickList & ConfirmPicks>(
    sources,
    'confirm_picks',
    ({ pickList }, unit) => unit.facts(sources.pickLists).need(pickList),
    confirmPicks,
  );
}

function confirmPicks(
  command: Command<OnPickList & ConfirmPicks>,
  world: FulfilmentWorld,
): Outcome {
  const { pickList: id, picks } = command.body;
  const found = world.pickLists.find(id);
  if (found === undefined) return noSuch('pick list', id);
  if (found.state === 'done' || found.state === 'cancelled') {
    return notNow('Pick list', id, found.state, 'picked from');
  }
  const list = withoutWithdrawn(world, found);
  const refusal = refusePicks(world, list, picks);
  if (refusal !== null) return refusal;
  let current = list.state === 'open' ? startList(world, command, list, command.actor) : list;
  for (const pick of picks) current = carryOutPick(world, command, current, pick);
  return accepted(pickListView(finishList(world, command, current)));
}

/** Everything that is wrong with the picks, before any of them is carried out. */
function refusePicks(
  world: FulfilmentWorld,
  list: PickList,
  picks: readonly Pick[],
): Refusal | null {
  const taken = new Map<number, number>();
  for (const pick of picks) {
    const line = list.lines.find(({ number }) => number === pick.line);
    if (line === undefined) {
      return refuse('invalid_request', `Pick list ${list.id} has no line ${pick.line}.`, {
        line: pick.line,
      });
    }
    if (pick.quantity > 0 && pick.sku !== line.sku) {
      return refuse(
        'wrong_sku',
        pick.sku === undefined
          ? `Line ${line.number} wants ${line.sku}: scan what you take.`
          : `${pick.sku} was scanned, but line ${line.number} wants ${line.sku}${line.slot === null ? '' : ` from ${line.slot}`}.`,
        { line: line.number, wanted: line.sku, scanned: pick.sku ?? null },
      );
    }
    const before = taken.get(line.number) ?? 0;
    taken.set(line.number, before + pick.quantity);
    const stopped = stoppedOn(world, line);
    const open = line.wanted.reduce((sum, units) => sum + openUnits(units), 0);
    const free = open - stopped.units;
    if (before + pick.quantity <= free) continue;
    if (stopped.gate !== null && before + pick.quantity <= open) {
      return refuseStopped(stopped.fulfilmentOrders, stopped.gate);
    }
    return refuse(
      'invalid_request',
      `Line ${line.number} of ${list.id} wants ${open} more of ${line.sku}, not ${before + pick.quantity}.`,
      { line: line.number, wanted: open },
    );
  }
  return refuseLots(world.lots, movesOf(world, list, picks));
}

/** Units of which a lot or a number was scanned, as the inventory room judges them. */
function movesOf(world: FulfilmentWorld, list: PickList, picks: readonly Pick[]): TrackedMove[] {
  const location = world.catalogue.location(list.location) as Location;
  return picks.flatMap((pick): TrackedMove[] => {
    const picked = lotOf(pick, pick.quantity, pick.serials ?? []);
    if (pick.quantity === 0 || picked === null) return [];
    const item = world.catalogue.sku(pick.sku as string) as Sku;
    return [{ ...trackedMoveOf(picked), item, location, orderId: null, at: list.stateSince }];
  });
}

function stoppedOn(
  world: FulfilmentWorld,
  line: PickLine,
): {
  readonly units: number;
  readonly fulfilmentOrders: readonly string[];
  readonly gate: GateName | null;
} {
  let units = 0;
  let gate: GateName | null = null;
  const fulfilmentOrders: string[] = [];
  for (const wanted of line.wanted) {
    if (openUnits(wanted) === 0) continue;
    const order = world.fulfilmentOrders.find(wanted.fulfilmentOrder) as FulfilmentOrder;
    const stopped = gateOf(world, order);
    if (stopped === null) continue;
    units += openUnits(wanted);
    gate ??= stopped;
    fulfilmentOrders.push(order.id);
  }
  return { units, fulfilmentOrders, gate };
}

function startList(
  world: FulfilmentWorld,
  command: Command,
  list: PickList,
  picker: string,
): PickList {
  const onIt = new Set(
    list.lines.flatMap(({ wanted }) => wanted.map(({ fulfilmentOrder }) => fulfilmentOrder)),
  );
  for (const id of onIt) {
    const order = world.fulfilmentOrders.find(id);
    if (order?.state !== 'waved' || order.waveId !== list.waveId) continue;
    if (gateOf(world, order) === null) startOrder(world, command, order, list.id);
  }
  return { ...list, state: 'picking', picker, stateSince: command.receivedAt };
}

/** The order learns that somebody has begun with its part. */
function startOrder(
  world: FulfilmentWorld,
  command: Command,
  fulfilmentOrder: FulfilmentOrder,
  pickList: string,
): FulfilmentOrder {
  const order = orderOf(world, fulfilmentOrder);
  changeOrder(world, command, order, {
    draft: advanceShipment(order, fulfilmentOrder.number, 'picking'),
    eventType: 'fulfilment.picking_started',
    eventFacts: { fulfilmentOrder: fulfilmentOrder.id, pickList },
  });
  return world.fulfilmentOrders.change(inState(fulfilmentOrder, 'picking', command.receivedAt));
}

/** Shares what was taken among the orders that want it, those of the highest priority first. */
function carryOutPick(
  world: FulfilmentWorld,
  command: Command,
  list: PickList,
  pick: Pick,
): PickList {
  const line = list.lines.find(({ number }) => number === pick.line) as PickLine;
  const orderFor = (units: WantedUnits) =>
    world.fulfilmentOrders.find(units.fulfilmentOrder) as FulfilmentOrder;
  const turns = line.wanted
    .map((units, index) => ({ index, units, order: orderFor(units) }))
    .filter(({ units, order }) => openUnits(units) > 0 && gateOf(world, order) === null)
    .toSorted(
      (one, other) =>
        other.order.priority - one.order.priority ||
        one.order.shipBy - other.order.shipBy ||
        one.index - other.index,
    );
  let left = pick.quantity;
  let serialsUsed = 0;
  const wanted = [...line.wanted];
  for (const { index, units } of turns) {
    const quantity = Math.min(left, openUnits(units));
    const short = pick.isShort === true ? openUnits(units) - quantity : 0;
    left -= quantity;
    if (quantity === 0 && short === 0) continue;
    const serials = (pick.serials ?? []).slice(serialsUsed, serialsUsed + quantity);
    serialsUsed += serials.length;
    const picked = [{ lineNumber: units.lineNumber, quantity }];
    pickUnits(world, command, list, orderFor(units), picked, lotOf(pick, quantity, serials));
    wanted[index] = {
      ...units,
      picked: units.picked + quantity,
      dropped: units.dropped + short,
    };
    if (short > 0) {
      const missing = [{ lineNumber: units.lineNumber, quantity: short }];
      reportShort(world, command, orderFor(units), missing, { slot: line.slot });
    }
    finishOrder(world, command, orderFor(units));
  }
  return {
    ...list,
    lines: list.lines.map((each) => (each === line ? { ...line, wanted } : each)),
  };
}

function lotOf(pick: Pick, quantity: number, serials: readonly string[]): PickedLot | null {
  return pick.lot === undefined && serials.length === 0
    ? null
    : { lot: pick.lot ?? null, serials, quantity };
}

function pickUnits(
  world: FulfilmentWorld,
  command: Command,
  list: PickList,
  given: FulfilmentOrder,
  quantities: readonly LineQuantity[],
  lot: PickedLot | null,
): void {
  // Released from a hold since the list was started.
  const order = given.state === 'waved' ? startOrder(world, command, given, list.id) : given;
  world.fulfilmentOrders.change(
    onLines(order, quantities, (line, quantity) => ({
      ...line,
      picked: line.picked + quantity,
      ...(lot === null ? {} : { lots: [...(line.lots ?? []), lot] }),
    })),
  );
}

/** Everything that is still wanted has been taken: the packing desk is told which cartons to use. */
export function finishOrder(
  world: FulfilmentWorld,
  command: Command,
  order: FulfilmentOrder,
): void {
  if (order.state !== 'picking' || !isPicked(order) || unitsOf(order, 'picked') === 0) return;
  const { choice, record } = chooseCartons(world, order);
  const picked = world.fulfilmentOrders.change({
    ...inState(order, 'picked', command.receivedAt),
    cartons: choice.cartons,
  });
  emitOnOrder(
    world,
    command,
    picked,
    'fulfilment.picked',
    {
      units: unitsOf(picked, 'picked'),
      cartons: choice.cartons.map(({ box, lines, weightGrams }) => ({ box, lines, weightGrams })),
    },
    record,
  );
}

/** Which cartons what was picked goes into. */
export function chooseCartons(world: FulfilmentWorld, order: FulfilmentOrder) {
  return takeDecision(CARTON_DECISION, {
    boxes: boxesOf(siteOf(world, order.location)),
    items: cartonItemsOf(world.catalogue, order, 'picked'),
  });
}
