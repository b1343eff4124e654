import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { instantToText } from '../../kernel/clock.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { TransferStock } from '../../../contracts/inventory.ts';
import { instantOf, nameLines, refuseMovements, sumBySku } from './lines.ts';
import type { InventorySources } from './sources.ts';
import { viewTransfer } from './view-transfer.ts';

/** transfer_stock: goods leave one location at once and are on their way to another. */
export function transferStockHandler(sources: InventorySources): CommandHandler<TransferStock> {
  return {
    kind: 'transfer_stock',
    need({ body }, unit) {
      for (const { sku } of body.lines) {
        unit.facts(sources.catalogue).needSkuCode(sku);
        unit.facts(sources.stock).needSkuCode(sku);
      }
      unit.facts(sources.stock).needSupply(body.reference);
      unit.facts(sources.transfers).need(body.reference);
    },
    decide: (command, unit) => decideTransfer(command, unit, sources),
  };
}

function decideTransfer(
  { body, receivedAt: recordedAt }: Command<TransferStock>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const transfers = unit.facts(sources.transfers);
  const named = nameLines(unit.facts(sources.catalogue), [body.from, body.to], body.lines);
  if (named.kind === 'refused') return named;
  const [origin, target] = named.locations;
  if (origin === target) {
    return refuse('invalid_request', 'A transfer goes from one location to another.', {
      from: body.from,
      to: body.to,
    });
  }
  const { reference } = body;
  if (transfers.find(reference) !== undefined || stock.announcedUnder(reference).length > 0) {
    return refuse('already_exists', `${reference} is already on its way or announced.`, {
      reference,
    });
  }
  const movements = sumBySku(named.lines).map(({ item, quantity }) => ({
    item,
    quantity,
    sku: item.code,
    location: body.from,
    position: stock.position(item.id, origin.id),
    delta: { onHand: -quantity, reserved: 0, allocated: 0, damaged: 0, qualityControl: 0 },
  }));
  const refusal = refuseMovements(movements);
  if (refusal !== null) return refusal;

  const eventId = unit.newEventId();
  const expectedAt = instantOf(body.expectedAt);
  for (const { item, quantity, position, delta } of movements) {
    stock.move(position, 'transfer_out', delta, { orderId: null, eventId, recordedAt });
    stock.addIncoming(
      {
        id: unit.newEventId(),
        skuId: item.id,
        locationId: target.id,
        reference,
        expectedAt,
        quantity,
        received: 0,
        promised: 0,
        closedAt: null,
      },
      true,
    );
  }
  const lines = movements.map(({ sku, quantity }) => ({ sku, quantity }));
  const transfer = {
    id: unit.newEventId(),
    reference,
    from: body.from,
    to: body.to,
    fromLocationId: origin.id,
    toLocationId: target.id,
    expectedAt,
    lines: lines.map((line) => ({ ...line, received: 0 })),
    state: 'on_the_way' as const,
  };
  transfers.send(transfer, recordedAt);
  unit.emit(
    {
      type: 'stock.transferred',
      subject: `transfer/${reference}`,
      occurredAt: recordedAt,
      data: JSON.stringify({
        reference,
        from: body.from,
        to: body.to,
        expectedAt: instantToText(expectedAt),
        lines,
      }),
    },
    eventId,
  );
  return { kind: 'accepted', status: 201, body: JSON.stringify(viewTransfer(transfer)) };
}
