import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { SetTracking } from '../../../contracts/inventory-lots.ts';
import { nameLines } from './lines.ts';
import { lotId } from './lots.ts';
import type { InventorySources } from './sources.ts';

/** set_tracking: a SKU is kept by lots or serial numbers from now on, or no longer. */
export function setTrackingHandler(sources: InventorySources): CommandHandler<SetTracking> {
  return {
    kind: 'set_tracking',
    need({ body }, unit) {
      unit.facts(sources.catalogue).needSkuCode(body.sku);
      unit.facts(sources.stock).needSkuCode(body.sku);
      unit.facts(sources.lots).wholeSkus.add(body.sku);
    },
    decide: (command, unit) => decideTracking(command, unit, sources),
  };
}

function decideTracking(
  { body, receivedAt }: Command<SetTracking>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const named = nameLines(unit.facts(sources.catalogue), [], [body]);
  if (named.kind === 'refused') return named;
  const skuId = named.lines[0]?.item.id as number;
  const { sku, tracking, openingLot } = body;
  const facts = unit.facts(sources.lots);
  const before = facts.trackingOf(skuId);
  const answer = JSON.stringify({ sku, tracking });
  if (before === tracking) return { kind: 'accepted', status: 200, body: answer, repeated: true };
  const positions = unit
    .facts(sources.stock)
    .positionsOf(skuId)
    .filter(({ onHand }) => onHand > 0);
  // Numbers cannot be made up for what lies there, and lots only if somebody says so.
  if (
    positions.length > 0 &&
    !(before === 'none' && tracking === 'lot' && openingLot !== undefined)
  ) {
    return refuse(
      'illegal_transition',
      `${sku} is on hand: its tracking changes while there is none, or by lots with an openingLot.`,
      { sku, tracking: before },
    );
  }
  facts.setTracking(skuId, tracking, unit.facts(sources.stock));
  for (const { locationId, onHand } of positions) {
    const id = lotId(skuId, locationId, openingLot as string);
    const known = facts.lots.all().find((lot) => lot.id === id);
    const lot = {
      id,
      version: known?.version ?? 1,
      skuId,
      locationId,
      code: openingLot as string,
      expiresAt: null,
      receivedAt,
      onHand,
      quarantined: 0,
      state: 'open' as const,
      reason: null,
    };
    if (known === undefined) facts.lots.add(lot);
    else facts.lots.change(lot);
  }
  unit.emit({
    type: 'sku.tracking_set',
    subject: `sku/${sku}`,
    occurredAt: receivedAt,
    data: JSON.stringify({ sku, tracking, openingLot: openingLot ?? null }),
  });
  return { kind: 'accepted', status: 200, body: answer };
}
