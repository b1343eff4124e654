import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ReceiveReturn } from '../../../contracts/returns.ts';
import { needTracked, putBackLots, type Location } from '../inventory/index.ts';
import { changeOrder, expectBack, returnUnits, type OrderRecord } from '../orders/index.ts';
import { nameLines, putReturn, refuseState, withLines } from './change-return.ts';
import { onReturn, type OnReturn } from './judge-return.ts';
import { putDown } from './lying-units.ts';
import { isExpecting, stateOfLines, type ReturnRecord } from './return-record.ts';
import type { ReturnsSources, ReturnsWorld } from './returns-world.ts';
import { settleUnits } from './settle-units.ts';

/**
 * receive_return: goods have come. They lie in quality control until somebody has looked at them: that
 * something came does not say that it is accepted.
 */
export function receiveReturnHandler(
  sources: ReturnsSources,
): CommandHandler<OnReturn & ReceiveReturn> {
  const handler = onReturn<ReceiveReturn>(sources, 'receive_return', receiveReturn);
  return {
    ...handler,
    need(command, unit) {
      handler.need(command, unit);
      const { location, lines } = command.body;
      for (const { sku, lots, serials } of lines) {
        if (sku !== undefined && location !== undefined)
          needTracked(unit.facts(sources.orders.lots), sku, location, { lots, serials });
      }
    },
  };
}

function receiveReturn(
  world: ReturnsWorld,
  command: Command<ReceiveReturn>,
  record: ReturnRecord,
): Outcome {
  const { lines: wanted, location: code } = command.body;
  if (!isExpecting(record)) return refuseState(record, 'received');
  const location =
    code === undefined
      ? world.catalogue.locationById(record.locationId)
      : world.catalogue.location(code);
  if (location === undefined) {
    return refuse('unknown_reference', `There is no location ${code}.`, { field: 'location' });
  }
  const wrong = nameLines(record, wanted, {
    of: (line) => line.quantity - line.receivedQuantity,
    called: 'still to come',
  });
  if (wrong !== null) return wrong;
  const unnamed = refuseUnnamed(command.body, record) ?? putLots(world, command, record, location);
  if (unnamed !== null) return unnamed;
  const order = world.orders.order(record.orderId) as OrderRecord;
  const put = { ...record, lines: putDown(record, location.id, wanted) };
  const lines = withLines(put, wanted, (line, { quantity }) => ({
    ...line,
    receivedQuantity: line.receivedQuantity + quantity,
  }));
  const units = wanted.reduce((sum, { quantity }) => sum + quantity, 0);
  const draft = expectBack(returnUnits(order, wanted), -units);
  const eventType = 'order.goods_returned';
  const received = { ...record, lines, locationId: location.id, state: stateOfLines(lines) };
  let settled: ReturnRecord = received;
  if (world.rulesInForce.refundOn === 'reception') {
    const paid = wanted.map((item) => ({ ...item, deductionMinor: 0 }));
    settled = settleUnits(world, command, order, received, paid, { draft, eventType });
  } else {
    changeOrder(world, command, order, {
      draft,
      eventType,
      eventFacts: { returnId: record.id },
    });
  }
  const eventId = world.unit.newEventId();
  for (const { lineNumber, quantity } of wanted) {
    const { skuId } = record.lines.find((line) => line.lineNumber === lineNumber) ?? { skuId: 0 };
    world.stock.move(
      world.stock.position(skuId, location.id),
      'return',
      { onHand: quantity, qualityControl: quantity },
      { orderId: order.id, eventId, recordedAt: command.receivedAt },
    );
  }
  return putReturn(world, command, record, settled, {
    eventType: 'return.received',
    facts: { received: wanted },
    eventId,
  });
}

/** Lots and serial numbers are scanned with their goods: the SKU must be the line's, and the place be said. */
function refuseUnnamed({ location, lines }: ReceiveReturn, record: ReturnRecord): Refusal | null {
  for (const { lineNumber, sku, lots, serials } of lines) {
    const expected = record.lines.find((line) => line.lineNumber === lineNumber)?.sku;
    if (sku !== undefined && sku !== expected) {
      return refuse('invalid_request', `Line ${lineNumber} is ${expected}, not ${sku}.`, {
        field: 'sku',
        lineNumber,
      });
    }
    const isTracked = lots !== undefined || serials !== undefined;
    if (isTracked && (sku === undefined || location === undefined)) {
      return refuse('invalid_request', 'Lots and serials come with their SKU and the location.', {
        field: sku === undefined ? 'sku' : 'location',
        lineNumber,
      });
    }
  }
  return null;
}

function putLots(
  world: ReturnsWorld,
  { body, receivedAt }: Command<ReceiveReturn>,
  { orderId }: ReturnRecord,
  location: Location,
): Refusal | null {
  return putBackLots(
    world.lots,
    body.lines.flatMap(({ sku, quantity, lots, serials }) => {
      const item = sku === undefined ? undefined : world.catalogue.sku(sku);
      return item === undefined
        ? []
        : [{ item, location, quantity, orderId, at: receivedAt, lots, serials }];
    }),
  );
}
