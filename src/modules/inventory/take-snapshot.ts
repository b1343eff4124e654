import { hash } from 'node:crypto';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { instantToText } from '../../kernel/clock.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { SnapshotView, TakeSnapshot } from '../../../contracts/inventory-snapshots.ts';
import { instantOf, nameLines } from './lines.ts';
import type { StockSnapshot } from './snapshots.ts';
import type { InventorySources } from './sources.ts';

const SOURCE_DEFAULT = 'external';

/** take_snapshot: keeps what another system says is on hand. The clock compares it with the ledger. */
export function takeSnapshotHandler(sources: InventorySources): CommandHandler<TakeSnapshot> {
  return {
    kind: 'take_snapshot',
    need({ body }, unit) {
      for (const { sku } of body.lines) unit.facts(sources.catalogue).needSkuCode(sku);
      unit.facts(sources.snapshots).need(idOf(body));
    },
    decide: (command, unit) => decideTaking(command, unit, sources),
  };
}

function decideTaking(
  { body, actor, receivedAt }: Command<TakeSnapshot>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const named = nameLines(unit.facts(sources.catalogue), [body.location], body.lines);
  if (named.kind === 'refused') return named;
  const takenAt = instantOf(body.takenAt);
  if (takenAt > receivedAt) {
    return refuse('invalid_request', 'A snapshot was taken before it is sent.', {
      field: 'takenAt',
    });
  }
  const snapshots = unit.facts(sources.snapshots);
  const id = idOf(body);
  const known = snapshots.find(id);
  if (known !== undefined) {
    const view = JSON.stringify(viewSnapshot(known, body.location));
    return { kind: 'accepted', status: 201, body: view, repeated: true };
  }
  const onHand = new Map<number, number>();
  for (const { item, onHand: units } of named.lines)
    onHand.set(item.id, (onHand.get(item.id) ?? 0) + units);
  const snapshot: StockSnapshot = {
    id,
    version: 1,
    locationId: named.locations[0].id,
    source: body.source ?? SOURCE_DEFAULT,
    takenAt,
    isComplete: body.isComplete === true,
    uploadedBy: actor,
    state: 'received',
    lines: [...onHand]
      .map(([skuId, units]) => ({ skuId, onHand: units }))
      .toSorted((a, b) => a.skuId - b.skuId),
    comparedSkuId: 0,
    drifts: 0,
    decidedBy: null,
    reason: null,
    receivedAt,
    stateSince: receivedAt,
  };
  snapshots.add(snapshot);
  const view = JSON.stringify(viewSnapshot(snapshot, body.location));
  unit.emit({
    type: 'snapshot.received',
    subject: `location/${body.location}`,
    occurredAt: takenAt,
    data: view,
  });
  return { kind: 'accepted', status: 201, body: view };
}

/** The same content is the same snapshot, whatever the order of its lines. */
function idOf({ location, takenAt, source, isComplete, lines }: TakeSnapshot): string {
  const sorted = lines
    .map(({ sku, onHand, lot }) => [sku, lot ?? '', onHand] as const)
    .toSorted((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));
  const content = [
    location,
    instantOf(takenAt),
    source ?? SOURCE_DEFAULT,
    isComplete === true,
    sorted,
  ];
  return hash('sha256', JSON.stringify(content)).slice(0, 32);
}

/** A snapshot as callers and events see it. */
export function viewSnapshot(snapshot: StockSnapshot, location: string): SnapshotView {
  return {
    id: snapshot.id,
    location,
    source: snapshot.source,
    takenAt: instantToText(snapshot.takenAt),
    isComplete: snapshot.isComplete,
    uploadedBy: snapshot.uploadedBy,
    state: snapshot.state,
    lines: snapshot.lines.length,
    drifts: snapshot.drifts,
    decidedBy: snapshot.decidedBy,
    reason: snapshot.reason,
    receivedAt: instantToText(snapshot.receivedAt),
    stateSince: instantToText(snapshot.stateSince),
  };
}
