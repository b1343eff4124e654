import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { AdjustStock } from '../../../contracts/inventory.ts';
import type { StockChange } from '../../../contracts/inventory-answers.ts';
import type { Sku } from './catalogue.ts';
import {
  listOf,
  nameLines,
  refuseMovements,
  repeatedSkus,
  type Movement,
  refuseBundles,
} from './lines.ts';
import type { EntryKind, PositionDelta } from './position.ts';
import type { InventorySources } from './sources.ts';
import { carryOutOnce, needChange } from './stock-changes.ts';

/** adjust_stock: a person corrects what is there, by a difference or by what was counted, or in which condition it is, and says why. */
export function adjustStockHandler(sources: InventorySources): CommandHandler<AdjustStock> {
  return {
    kind: 'adjust_stock',
    need(command, unit) {
      const { body } = command;
      needChange(sources.changes, command, unit);
      for (const { sku } of body.lines) {
        unit.facts(sources.catalogue).needSkuCode(sku);
        unit.facts(sources.stock).needSkuCode(sku);
      }
    },
    decide: (command, unit) =>
      carryOutOnce(sources.changes, command, unit, () => decideAdjustment(command, unit, sources)),
  };
}

function decideAdjustment(
  { body, receivedAt: recordedAt }: Command<AdjustStock>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const named = nameLines(unit.facts(sources.catalogue), [body.location], body.lines);
  if (named.kind === 'refused') return named;
  const bundles = refuseBundles(named.lines);
  if (bundles !== null) return bundles;
  const [location] = named.locations;

  // A level that was counted stands for itself: beside it nothing else can be said of the same SKU.
  const counted = body.lines.filter((line) => 'counted' in line).map(({ sku }) => sku);
  const repeated = new Set(repeatedSkus(body.lines));
  const ambiguous = counted.filter((sku) => repeated.has(sku));
  if (ambiguous.length > 0) {
    return refuse('invalid_request', `${listOf(ambiguous)} was counted and stands in two lines.`, {
      skus: ambiguous,
    });
  }
  // The lines of a SKU count together: writing damaged units off is «damaged -3, on hand -3».
  const deltas = new Map<Sku, { onHand: number; damaged: number; qualityControl: number }>();
  for (const line of named.lines) {
    const { item } = line;
    const sum = deltas.get(item) ?? { onHand: 0, damaged: 0, qualityControl: 0 };
    if ('counted' in line) sum.onHand = line.counted - stock.position(item.id, location.id).onHand;
    else sum[BUCKETS[line.bucket ?? 'on_hand']] += line.delta;
    deltas.set(item, sum);
  }
  const movements: Movement[] = [...deltas].map(([item, sum]) => ({
    sku: item.code,
    location: body.location,
    position: stock.position(item.id, location.id),
    delta: { ...sum, reserved: 0, allocated: 0 },
  }));
  const refusal = refuseMovements(movements);
  if (refusal !== null) return refusal;

  const eventId = unit.newEventId();
  const cause = { orderId: null, eventId, recordedAt };
  for (const { position, delta } of movements) {
    for (const [kind, part] of partsOf(delta)) stock.move(position, kind, part, cause);
  }
  unit.emit(
    {
      type: 'stock.adjusted',
      subject: `location/${body.location}`,
      occurredAt: recordedAt,
      data: JSON.stringify({
        location: body.location,
        reason: body.reason,
        reference: body.reference ?? null,
        lines: movements.map(({ sku, delta }) => ({
          sku,
          onHandDelta: delta.onHand,
          damagedDelta: delta.damaged,
          qualityControlDelta: delta.qualityControl,
        })),
      }),
    },
    eventId,
  );
  const answer: StockChange = { eventId, lines: movements.length };
  return { kind: 'accepted', status: 200, body: JSON.stringify(answer) };
}

const BUCKETS = {
  on_hand: 'onHand',
  damaged: 'damaged',
  quality_control: 'qualityControl',
} as const;

/**
 * One ledger entry a bucket. Those that free units come first, so that the position holds its
 * invariant after every single entry and not only at the end.
 */
function partsOf(delta: Required<PositionDelta>): (readonly [EntryKind, PositionDelta])[] {
  const parts: (readonly [EntryKind, PositionDelta, freed: number])[] = [
    ['adjustment', { onHand: delta.onHand }, delta.onHand],
    ['damage', { damaged: delta.damaged }, -delta.damaged],
    ['quality_control', { qualityControl: delta.qualityControl }, -delta.qualityControl],
  ];
  return parts
    .filter(([, , freed]) => freed !== 0)
    .toSorted(([, , a], [, , b]) => b - a)
    .map(([kind, part]) => [kind, part] as const);
}
