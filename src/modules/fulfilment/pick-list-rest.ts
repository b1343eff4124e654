import type { Command } from '../../hub/index.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import { isListDone, openUnits, type PickList, type WantedUnits } from './pick-list.ts';

/** The list as it can be walked by now: what was taken out of its wave or called off falls away. */
export function withoutWithdrawn(world: FulfilmentWorld, list: PickList): PickList {
  return {
    ...list,
    lines: list.lines.map((line) => ({
      ...line,
      wanted: line.wanted.map((units) => withoutGone(world, list, units)),
    })),
  };
}

function withoutGone(world: FulfilmentWorld, list: PickList, units: WantedUnits): WantedUnits {
  const open = openFor(world, list, units);
  return { ...units, dropped: units.quantity - units.picked - open };
}

function openFor(world: FulfilmentWorld, list: PickList, units: WantedUnits): number {
  const order = world.fulfilmentOrders.find(units.fulfilmentOrder);
  const isOnIt =
    order?.waveId === list.waveId && (order.state === 'waved' || order.state === 'picking');
  const line = isOnIt
    ? order.lines.find(({ lineNumber }) => lineNumber === units.lineNumber)
    : undefined;
  if (line === undefined) return 0;
  return Math.min(openUnits(units), line.quantity - line.picked);
}

/**
 * Takes what a fulfilment order gives up off its pick lists at once, so that nobody sets out for it: a list
 * of which nothing is left ends by itself. `waveId` is the wave that it was in before.
 */
export function shortenLists(
  world: FulfilmentWorld,
  command: Command,
  { id, waveId }: { readonly id: string; readonly waveId: string | null },
): void {
  if (waveId === null) return;
  for (const list of world.pickLists.all()) {
    if (list.waveId !== waveId || (list.state !== 'open' && list.state !== 'picking')) continue;
    const lines = list.lines.map((line) => ({
      ...line,
      wanted: line.wanted.map((units) =>
        units.fulfilmentOrder === id ? withoutGone(world, list, units) : units,
      ),
    }));
    if (JSON.stringify(lines) !== JSON.stringify(list.lines)) {
      finishList(world, command, { ...list, lines });
    }
  }
}

/**
 * Keeps the list; when nothing is left of it, it has ended, and its wave when that was the last one. A list
 * of which nothing was picked was cancelled.
 */
export function finishList(world: FulfilmentWorld, command: Command, list: PickList): PickList {
  if (!isListDone(list)) return world.pickLists.change(list);
  const { receivedAt: now } = command;
  const isPicked = list.lines.some(({ wanted }) => wanted.some(({ picked }) => picked > 0));
  const state = isPicked ? 'done' : 'cancelled';
  const ended = world.pickLists.change({ ...list, state, stateSince: now });
  world.unit.emit({
    type: `fulfilment.pick_list_${state}`,
    subject: `pick_list/${ended.id}`,
    occurredAt: now,
    data: JSON.stringify({ pickList: ended.id, wave: ended.waveId, location: ended.location }),
  });
  const wave = world.waves.find(ended.waveId);
  if (wave !== undefined) {
    const pickListsOpen = Math.max(0, wave.pickListsOpen - 1);
    world.waves.change({
      ...wave,
      pickListsOpen,
      ...(pickListsOpen === 0 ? { state: 'done' as const, stateSince: now } : {}),
    });
  }
  return ended;
}
