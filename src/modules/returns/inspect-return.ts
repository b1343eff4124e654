import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { assert } from '../../kernel/assert.ts';
import type {
  Disposition,
  FinishRefurbishment,
  InspectReturn,
} from '../../../contracts/returns.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import { mayMove, type EntryKind, type PositionDelta } from '../inventory/index.ts';
import { returnUnits, type OrderRecord } from '../orders/index.ts';
import { nameLines, putReturn, refuseState, withLines } from './change-return.ts';
import { onReturn, type OnReturn } from './judge-return.ts';
import { takeUp, type TakenUnits } from './lying-units.ts';
import { stateOfLines, type ReturnLine, type ReturnRecord } from './return-record.ts';
import type { ReturnsSources, ReturnsWorld } from './returns-world.ts';
import { settleUnits } from './settle-units.ts';

/** What each disposition does to the stock that lies in quality control. Null: it stays there. */
const MOVES: Readonly<
  Record<Disposition, { readonly kind: EntryKind; readonly delta: PositionDelta } | null>
> = {
  restock: { kind: 'restock', delta: { qualityControl: -1 } },
  refurbish: null,
  scrap: { kind: 'scrap', delta: { onHand: -1, qualityControl: -1 } },
  send_back: { kind: 'return', delta: { onHand: -1, qualityControl: -1 } },
};

/**
 * inspect_return: somebody has looked at what came. Accepted goods are credited (or exchanged) and
 * restocked, refurbished or scrapped; rejected ones go back and are the customer's again.
 */
export function inspectReturnHandler(
  sources: ReturnsSources,
): CommandHandler<OnReturn & InspectReturn> {
  return onReturn<InspectReturn>(sources, 'inspect_return', inspectReturn);
}

function inspectReturn(
  world: ReturnsWorld,
  command: Command<InspectReturn>,
  record: ReturnRecord,
): Outcome {
  const { lines: wanted } = command.body;
  const isHere = record.lines.some(({ receivedQuantity }) => receivedQuantity > 0);
  if (!isHere || record.state === 'closed') return refuseState(record, 'inspected');
  const wrong = nameLines(record, wanted, {
    of: (line) => line.receivedQuantity - line.acceptedQuantity - line.rejectedQuantity,
    called: 'to look at',
  });
  if (wrong !== null) return wrong;
  const sentBack = wanted.filter(({ disposition }) => disposition === 'send_back');
  const paidBack = nameLines(record, sentBack, {
    of: unsettledUnits,
    called: 'that were not paid back when they came',
  });
  if (paidBack !== null) return paidBack;
  const { lines: left, taken } = takeUp(
    record,
    wanted.filter(({ disposition }) => MOVES[disposition] !== null),
  );
  const missing = refuseMissing(world, record, taken);
  if (missing !== null) return missing;
  const lines = withLines({ ...record, lines: left }, wanted, inspected);
  const judged = { ...record, lines, state: stateOfLines(lines) };
  const settled = settle(world, command, judged, wanted, sentBack);
  const eventId = moveUnits(world, command, record, taken);
  return putReturn(world, command, record, settled, {
    eventType: settled.state === 'closed' ? 'return.closed' : 'return.inspected',
    facts: { inspected: wanted, takenFrom: placesOf(world, taken) },
    eventId,
  });
}

/** Units that came and were neither paid back nor exchanged nor rejected. */
function unsettledUnits(line: ReturnLine): number {
  return line.receivedQuantity - line.rejectedQuantity - line.settledQuantity;
}

/** Credits what was accepted, except what was credited when it came, and gives back what was rejected. */
function settle(
  world: ReturnsWorld,
  command: Command,
  judged: ReturnRecord,
  wanted: InspectReturn['lines'],
  sentBack: InspectReturn['lines'],
): ReturnRecord {
  const left = new Map(judged.lines.map((line) => [line.lineNumber, unsettledUnits(line)]));
  const accepted = wanted
    .filter(({ disposition }) => disposition !== 'send_back')
    .map(({ lineNumber, quantity, deductionMinor = 0 }) => {
      const unsettled = Math.min(quantity, left.get(lineNumber) ?? 0);
      left.set(lineNumber, (left.get(lineNumber) ?? 0) - unsettled);
      return { lineNumber, quantity: unsettled, deductionMinor };
    })
    .filter(({ quantity }) => quantity > 0);
  if (accepted.length === 0 && sentBack.length === 0) return judged;
  const order = world.orders.order(judged.orderId) as OrderRecord;
  const rejected = sentBack.map(({ lineNumber, quantity }) => ({
    lineNumber,
    quantity: -quantity,
  }));
  return settleUnits(world, command, order, judged, accepted, {
    draft: returnUnits(order, rejected),
    eventType: 'order.return_inspected',
  });
}

function inspected(line: ReturnLine, item: InspectReturn['lines'][number]): ReturnLine {
  const { quantity, disposition } = item;
  const isRejected = disposition === 'send_back';
  return {
    ...line,
    ...(item.note === undefined ? {} : { inspectionNote: item.note }),
    photoIds: [...new Set([...line.photoIds, ...(item.photoIds ?? [])])],
    acceptedQuantity: line.acceptedQuantity + (isRejected ? 0 : quantity),
    rejectedQuantity: line.rejectedQuantity + (isRejected ? quantity : 0),
    restockedQuantity: line.restockedQuantity + (disposition === 'restock' ? quantity : 0),
    refurbishingQuantity: line.refurbishingQuantity + (disposition === 'refurbish' ? quantity : 0),
    scrappedQuantity: line.scrappedQuantity + (disposition === 'scrap' ? quantity : 0),
  };
}

interface Moved extends TakenUnits {
  readonly disposition: Disposition;
}

/** A refusal when goods that a return put into quality control were taken out of it by other hands. */
function refuseMissing(
  world: ReturnsWorld,
  { id }: ReturnRecord,
  taken: readonly Moved[],
): Refusal | null {
  const places = Map.groupBy(taken, ({ skuId, locationId }) =>
    world.stock.position(skuId, locationId),
  );
  for (const [position, units] of places) {
    const delta = { onHand: 0, qualityControl: 0 };
    for (const { quantity, disposition } of units) {
      delta.onHand += (MOVES[disposition]?.delta.onHand ?? 0) * quantity;
      delta.qualityControl += (MOVES[disposition]?.delta.qualityControl ?? 0) * quantity;
    }
    if (mayMove(position, delta)) continue;
    const location = world.catalogue.locationById(position.locationId).code;
    return refuse(
      'goods_missing',
      `Return ${id} has ${-delta.qualityControl} units to take out of quality control at ${location}, where ${position.qualityControl} are left.`,
      { returnId: id, location, qualityControl: position.qualityControl },
    );
  }
  return null;
}

function moveUnits(
  world: ReturnsWorld,
  command: Command,
  { orderId }: ReturnRecord,
  taken: readonly Moved[],
): string {
  const eventId = world.unit.newEventId();
  const cause = { orderId, eventId, recordedAt: command.receivedAt };
  for (const { skuId, locationId, quantity, disposition } of taken) {
    const move = MOVES[disposition];
    assert(move !== null, 'what is mended stays where it lies');
    const { onHand = 0, qualityControl = 0 } = move.delta;
    world.stock.move(
      world.stock.position(skuId, locationId),
      move.kind,
      { onHand: onHand * quantity, qualityControl: qualityControl * quantity },
      cause,
    );
  }
  return eventId;
}

/** Where units were taken from, for the event. */
function placesOf(world: ReturnsWorld, taken: readonly Moved[]): object[] {
  return taken.map(({ lineNumber, locationId, quantity, disposition }) => ({
    lineNumber,
    location: world.catalogue.locationById(locationId).code,
    quantity,
    disposition,
  }));
}

/** finish_refurbishment: goods that were being mended are as new, or lost. */
export function finishRefurbishmentHandler(
  sources: ReturnsSources,
): CommandHandler<OnReturn & FinishRefurbishment> {
  return onReturn<FinishRefurbishment>(
    sources,
    'finish_refurbishment',
    (world, command, record) => {
      const { lineNumber, quantity, outcome } = command.body;
      const wrong = nameLines(record, [command.body], {
        of: (line) => line.refurbishingQuantity,
        called: 'being refurbished',
      });
      if (wrong !== null) return wrong;
      const isRestocked = outcome === 'restock';
      const { lines: left, taken } = takeUp(record, [
        { lineNumber, quantity, disposition: outcome },
      ]);
      const missing = refuseMissing(world, record, taken);
      if (missing !== null) return missing;
      const lines = withLines({ ...record, lines: left }, [command.body], (line) => ({
        ...line,
        refurbishingQuantity: line.refurbishingQuantity - quantity,
        restockedQuantity: line.restockedQuantity + (isRestocked ? quantity : 0),
        scrappedQuantity: line.scrappedQuantity + (isRestocked ? 0 : quantity),
      }));
      const eventId = moveUnits(world, command, record, taken);
      return putReturn(
        world,
        command,
        record,
        { ...record, lines },
        {
          eventType: 'return.refurbished',
          facts: { takenFrom: placesOf(world, taken) },
          eventId,
        },
      );
    },
  );
}
