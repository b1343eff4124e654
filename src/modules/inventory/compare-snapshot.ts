import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { takeDecision } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import { driftDecision } from './decide-drift.ts';
import type { DriftInput } from './drift-causes.ts';
import { movedOn, type StockAgreement, type StockSnapshot } from './snapshots.ts';
import type { InventorySources } from './sources.ts';
import { viewSnapshot } from './take-snapshot.ts';

/** A part of a snapshot, held against the ledger of its moment: what the clock has read. */
export interface Comparison {
  readonly snapshotId: string;
  readonly locationId: number;
  /** Up to which SKU lines were compared before. */
  readonly afterSkuId: number;
  readonly upToSkuId: number;
  readonly isLast: boolean;
  readonly equal: readonly { readonly skuId: number; readonly onHand: number }[];
  readonly different: readonly { readonly skuId: number; readonly input: DriftInput }[];
}

/** compare_snapshot: keeps what agrees, explains what does not, and proposes how to correct it. */
export function compareSnapshotHandler(sources: InventorySources): CommandHandler<Comparison> {
  return {
    kind: 'compare_snapshot',
    need({ body }, unit) {
      unit.facts(sources.snapshots).need(body.snapshotId);
      const agreements = unit.facts(sources.agreements);
      for (const { skuId } of body.equal) agreements.need(agreementId(skuId, body.locationId));
      const drifts = unit.facts(sources.drifts);
      for (const { skuId } of body.different) drifts.need(driftId(body.snapshotId, skuId));
    },
    decide: (command, unit) => decideComparison(command, unit, sources),
  };
}

function decideComparison(
  { body, actor, receivedAt }: Command<Comparison>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const snapshots = unit.facts(sources.snapshots);
  const snapshot = snapshots.find(body.snapshotId);
  if (snapshot === undefined) {
    return refuse('not_found', `There is no snapshot ${body.snapshotId}.`, { id: body.snapshotId });
  }
  const location = unit.facts(sources.catalogue).locationById(snapshot.locationId).code;
  // The clock may send a part twice, before it sees that the first has been taken in.
  if (snapshot.state !== 'received' || snapshot.comparedSkuId !== body.afterSkuId) {
    const body = JSON.stringify(viewSnapshot(snapshot, location));
    return { kind: 'accepted', status: 200, body, repeated: true };
  }
  agree(snapshot, body.equal, unit, sources);
  for (const { skuId, input } of body.different) {
    const { choice, record } = takeDecision(driftDecision, input);
    const [first] = choice.explanations;
    unit.facts(sources.drifts).add({
      id: driftId(snapshot.id, skuId),
      version: 1,
      snapshotId: snapshot.id,
      skuId,
      locationId: snapshot.locationId,
      ours: input.ours,
      theirs: input.theirs,
      causes: choice.explanations,
      causeChosen: 0,
      correction: first?.correction ?? 'none',
      proposedBy: actor,
      posted: 0,
    });
    unit.emit({
      type: 'stock.drift_found',
      subject: `sku/${input.sku}`,
      occurredAt: receivedAt,
      data: JSON.stringify({
        snapshotId: snapshot.id,
        sku: input.sku,
        location,
        ours: input.ours,
        theirs: input.theirs,
        drift: choice.drift,
        cause: first?.cause ?? 'unknown',
        correction: first?.correction ?? 'none',
      }),
      decision: record,
    });
  }
  let after: StockSnapshot = {
    ...snapshot,
    comparedSkuId: body.upToSkuId,
    drifts: snapshot.drifts + body.different.length,
  };
  if (body.isLast) {
    after = movedOn(after, ['compared', after.drifts === 0 ? 'agreed' : 'proposed'], receivedAt);
  }
  after = snapshots.change(after);
  const view = JSON.stringify(viewSnapshot(after, location));
  if (body.isLast) {
    unit.emit({
      type: 'snapshot.compared',
      subject: `location/${location}`,
      occurredAt: receivedAt,
      data: view,
    });
  }
  return { kind: 'accepted', status: 200, body: view };
}

/** Records that both have the same, unless they have agreed about a later moment. */
function agree(
  { id: snapshotId, locationId, takenAt: agreedAt }: StockSnapshot,
  equal: Comparison['equal'],
  unit: UnitOfWork,
  sources: InventorySources,
): void {
  const agreements = unit.facts(sources.agreements);
  for (const { skuId, onHand } of equal) {
    const id = agreementId(skuId, locationId);
    const known = agreements.find(id);
    const agreement: StockAgreement = {
      id,
      version: known?.version ?? 1,
      skuId,
      locationId,
      agreedAt,
      onHand,
      snapshotId,
    };
    if (known === undefined) agreements.add(agreement);
    else if (known.agreedAt <= agreedAt) agreements.change(agreement);
  }
}

/** The key of what was agreed about a position. */
export function agreementId(skuId: number, locationId: number): string {
  return `${skuId}/${locationId}`;
}

/** The key of a difference: in the order of SKUs within its snapshot. */
export function driftId(snapshotId: string, skuId: number): string {
  return `${snapshotId}-${String(skuId).padStart(10, '0')}`;
}
