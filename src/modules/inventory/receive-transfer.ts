import { instantToText } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ReceiveTransfer } from '../../../contracts/inventory.ts';
import { instantOf, nameLines, refuseBundles, sumBySku } from './lines.ts';
import type { InventorySources } from './sources.ts';
import { putBackLots } from './take-lots.ts';
import type { Transfer, TransferLine } from './transfers.ts';
import { viewTransfer } from './view-transfer.ts';

/** receive_transfer: goods that another location sent have come, all of them, some, or others. */
export function receiveTransferHandler(sources: InventorySources): CommandHandler<ReceiveTransfer> {
  return {
    kind: 'receive_transfer',
    need({ body }, unit) {
      for (const { sku, lots, serials = [] } of body.lines) {
        if (lots !== undefined) unit.facts(sources.lots).wholeSkus.add(sku);
        for (const serial of serials) unit.facts(sources.lots).askedSerials.push({ sku, serial });
        unit.facts(sources.catalogue).needSkuCode(sku);
        unit.facts(sources.stock).needSkuCode(sku);
      }
      unit.facts(sources.stock).needSupply(body.reference);
      unit.facts(sources.transfers).need(body.reference);
    },
    decide: (command, unit) => decideTransferReceipt(command, unit, sources),
  };
}

function decideTransferReceipt(
  { body, receivedAt: recordedAt }: Command<ReceiveTransfer>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const transfers = unit.facts(sources.transfers);
  const transfer = transfers.find(body.reference);
  if (transfer === undefined) {
    return refuse('unknown_reference', `There is no transfer ${body.reference}.`, {
      reference: body.reference,
    });
  }
  const named = nameLines(unit.facts(sources.catalogue), [transfer.to], body.lines);
  if (named.kind === 'refused') return named;
  const bundles = refuseBundles(named.lines);
  if (bundles !== null) return bundles;
  if (transfer.state === 'received') {
    return refuse('illegal_transition', `Transfer ${body.reference} has been received.`, {
      reference: body.reference,
      state: transfer.state,
    });
  }
  if (body.lines.length === 0 && body.isComplete !== true) {
    return refuse(
      'invalid_request',
      'A delivery brings something, or says that nothing more comes.',
      {
        field: 'lines',
      },
    );
  }

  const location = named.locations[0];
  const moves = named.lines.map((line) => {
    return { ...line, location, orderId: null, at: recordedAt };
  });
  const wrong = putBackLots(unit.facts(sources.lots), moves);
  if (wrong !== null) return wrong;

  const occurredAt = body.receivedAt === undefined ? recordedAt : instantOf(body.receivedAt);
  const eventId = unit.newEventId();
  const incoming = stock.announcedUnder(body.reference);
  const came = sumBySku(named.lines);
  for (const { item, quantity } of came) {
    stock.move(
      stock.position(item.id, transfer.toLocationId),
      'transfer_in',
      { onHand: quantity },
      { orderId: null, eventId, recordedAt },
    );
    const announced = incoming.find(({ skuId }) => skuId === item.id);
    if (announced !== undefined) stock.receive(announced, quantity, occurredAt);
  }
  const lines = addReceived(
    transfer.lines,
    came.map(({ item, quantity }) => ({ sku: item.code, quantity })),
  );
  const isComplete =
    body.isComplete === true || lines.every(({ quantity, received }) => received >= quantity);
  if (isComplete) for (const announced of incoming) stock.close(announced, occurredAt);
  const after: Transfer = { ...transfer, lines, state: isComplete ? 'received' : 'on_the_way' };
  transfers.replace(after);
  const view = viewTransfer(after);
  unit.emit(
    {
      type: 'transfer.received',
      subject: `transfer/${body.reference}`,
      occurredAt,
      data: JSON.stringify({
        reference: body.reference,
        from: transfer.from,
        to: transfer.to,
        receivedAt: instantToText(occurredAt),
        state: after.state,
        lines: came.map(({ item, quantity }) => ({ sku: item.code, quantity })),
        differences: view.differences,
      }),
    },
    eventId,
  );
  return { kind: 'accepted', status: 200, body: JSON.stringify(view) };
}

/** The lines of a transfer after a delivery. A SKU that nobody sent gets a line of its own, with nothing sent. */
function addReceived(
  lines: readonly TransferLine[],
  came: readonly { readonly sku: string; readonly quantity: number }[],
): TransferLine[] {
  const after = new Map(lines.map((line) => [line.sku, line]));
  for (const { sku, quantity } of came) {
    const line = after.get(sku) ?? { sku, quantity: 0, received: 0 };
    after.set(sku, { ...line, received: line.received + quantity });
  }
  return [...after.values()];
}
