import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type {
  DecideSnapshot,
  DriftView,
  ProposeCorrection,
} from '../../../contracts/inventory-snapshots.ts';
import { agreementId } from './compare-snapshot.ts';
import { movedOn, type StockDrift, type StockSnapshot } from './snapshots.ts';
import type { InventorySources } from './sources.ts';
import type { EntryCause } from './stock.ts';
import { takeAway } from './take-away.ts';
import { viewSnapshot } from './take-snapshot.ts';

/** Under which units are kept for nobody until they can be taken out of a position. */
export function withheldCode({ id }: Pick<StockDrift, 'id'>): string {
  return `reconciliation/${id}`;
}

/** propose_correction: a person takes another cause for a difference, or another way to correct it. */
export function proposeCorrectionHandler(
  sources: InventorySources,
): CommandHandler<ProposeCorrection> {
  return {
    kind: 'propose_correction',
    need({ body }, unit) {
      unit.facts(sources.drifts).need(body.id);
      unit.facts(sources.snapshots).need(snapshotIdOf(body.id));
    },
    decide: (command, unit) => decideProposal(command, unit, sources),
  };
}

function decideProposal(
  { body, actor, receivedAt }: Command<ProposeCorrection>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const drifts = unit.facts(sources.drifts);
  const drift = drifts.find(body.id);
  const snapshot = unit.facts(sources.snapshots).find(snapshotIdOf(body.id));
  if (drift === undefined || snapshot === undefined) {
    return refuse('not_found', `There is no difference ${body.id}.`, { id: body.id });
  }
  if (snapshot.state !== 'proposed') return refuseState(snapshot);
  const causeChosen = body.causeChosen ?? drift.causeChosen;
  if (drift.causes[causeChosen] === undefined) {
    return refuse('invalid_request', `The difference has ${drift.causes.length} causes.`, {
      field: 'causeChosen',
    });
  }
  const after = drifts.change({
    ...drift,
    causeChosen,
    correction: body.correction,
    proposedBy: actor,
  });
  const view = JSON.stringify(viewDrift(after, unit, sources));
  unit.emit({
    type: 'stock.correction_proposed',
    subject: `snapshot/${snapshot.id}`,
    occurredAt: receivedAt,
    data: view,
  });
  return { kind: 'accepted', status: 200, body: view };
}

/** decide_snapshot: a second person approves what is proposed, which is then done, or rejects it. */
export function decideSnapshotHandler(sources: InventorySources): CommandHandler<DecideSnapshot> {
  return {
    kind: 'decide_snapshot',
    need({ body }, unit) {
      unit.facts(sources.snapshots).need(body.id);
      unit.facts(sources.drifts).needBy('snapshot_id', body.id);
    },
    decide: (command, unit) => decideSnapshot(command, unit, sources),
  };
}

function decideSnapshot(
  { body, actor, receivedAt }: Command<DecideSnapshot>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const snapshots = unit.facts(sources.snapshots);
  const snapshot = snapshots.find(body.id);
  if (snapshot === undefined) {
    return refuse('not_found', `There is no snapshot ${body.id}.`, { id: body.id });
  }
  if (snapshot.state !== 'proposed') return refuseState(snapshot);
  const drifts = unit.facts(sources.drifts).findBy('snapshot_id', snapshot.id);
  if ([snapshot.uploadedBy, ...drifts.map(({ proposedBy }) => proposedBy)].includes(actor)) {
    return refuse(
      'second_person_needed',
      `${actor} has sent the snapshot or proposed a correction, and cannot approve it.`,
      { actor },
    );
  }
  const location = unit.facts(sources.catalogue).locationById(snapshot.locationId).code;
  const decided = { ...snapshot, decidedBy: actor, reason: body.reason };
  const eventId = unit.newEventId();
  const lines = body.isApproved
    ? drifts.map((drift) =>
        correct(drift, { orderId: null, eventId, recordedAt: receivedAt }, unit, sources, snapshot),
      )
    : [];
  const after = snapshots.change(
    movedOn(decided, body.isApproved ? ['approved', 'posted'] : ['rejected'], receivedAt),
  );
  const view = viewSnapshot(after, location);
  unit.emit(
    {
      type: body.isApproved ? 'stock.reconciled' : 'snapshot.rejected',
      subject: `location/${location}`,
      occurredAt: receivedAt,
      data: JSON.stringify({ ...view, corrections: lines }),
    },
    eventId,
  );
  const there = lines.filter(({ correction }) => correction === 'there');
  if (there.length > 0) {
    unit.emit({
      type: 'stock.correction_requested',
      subject: `location/${location}`,
      occurredAt: receivedAt,
      data: JSON.stringify({ snapshotId: snapshot.id, source: snapshot.source, lines: there }),
    });
  }
  return { kind: 'accepted', status: 200, body: JSON.stringify(view) };
}

/** Carries one proposal out, and says in the event what was done. */
function correct(
  drift: StockDrift,
  cause: EntryCause,
  unit: UnitOfWork,
  sources: InventorySources,
  snapshot: StockSnapshot,
) {
  const catalogue = unit.facts(sources.catalogue);
  const stock = unit.facts(sources.stock);
  const item = catalogue.skuById(drift.skuId);
  const difference = drift.theirs - drift.ours;
  const explanation = drift.causes[drift.causeChosen];
  let posted = 0;
  if (drift.correction === 'here') {
    if (difference > 0) {
      stock.move(
        stock.position(drift.skuId, drift.locationId),
        'reconciliation',
        { onHand: difference },
        cause,
      );
      posted = difference;
    } else {
      posted = -takeAway(unit, stock, unit.facts(sources.places), {
        code: withheldCode(drift),
        item,
        location: catalogue.locationById(drift.locationId),
        units: -difference,
        kind: 'reconciliation',
        each: { onHand: -1 },
        cause,
      });
    }
    receiveWhatCame(drift, cause, unit, sources);
    if (posted === difference) agreeOn(drift, snapshot, unit, sources);
    unit.facts(sources.drifts).change({ ...drift, posted });
  }
  return {
    sku: item.code,
    difference,
    cause: explanation?.cause ?? 'unknown',
    correction: drift.correction,
    posted,
  };
}

/** Announced supply that had come unheard is expected no more. A transfer is received as one. */
function receiveWhatCame(
  drift: StockDrift,
  { recordedAt }: EntryCause,
  unit: UnitOfWork,
  sources: InventorySources,
): void {
  const stock = unit.facts(sources.stock);
  for (const { quantity, evidence } of drift.causes[drift.causeChosen]?.parts ?? []) {
    for (const reference of evidence.references ?? []) {
      const incoming = stock
        .announcedUnder(reference)
        .find(({ skuId, locationId }) => skuId === drift.skuId && locationId === drift.locationId);
      const isTransfer = unit.facts(sources.transfers).find(reference) !== undefined;
      if (incoming !== undefined && !isTransfer && quantity > 0)
        stock.receive(incoming, quantity, recordedAt);
    }
  }
}

function agreeOn(
  { skuId, locationId, theirs }: StockDrift,
  snapshot: StockSnapshot,
  unit: UnitOfWork,
  sources: InventorySources,
): void {
  const agreements = unit.facts(sources.agreements);
  const id = agreementId(skuId, locationId);
  const known = agreements.find(id);
  const agreement = {
    id,
    version: known?.version ?? 1,
    skuId,
    locationId,
    agreedAt: snapshot.takenAt,
    onHand: theirs,
    snapshotId: snapshot.id,
  };
  if (known === undefined) agreements.add(agreement);
  else if (known.agreedAt <= agreement.agreedAt) agreements.change(agreement);
}

/** A difference's key begins with that of its snapshot. */
function snapshotIdOf(driftId: string): string {
  return driftId.slice(0, driftId.lastIndexOf('-'));
}

function refuseState({ id, state }: StockSnapshot): Refusal {
  return refuse('illegal_transition', `Snapshot ${id} is ${state}.`, { id, state });
}

function viewDrift(drift: StockDrift, unit: UnitOfWork, sources: InventorySources): DriftView {
  const catalogue = unit.facts(sources.catalogue);
  return {
    id: drift.id,
    sku: catalogue.skuById(drift.skuId).code,
    location: catalogue.locationById(drift.locationId).code,
    ours: drift.ours,
    theirs: drift.theirs,
    drift: drift.theirs - drift.ours,
    causes: drift.causes as DriftView['causes'],
    causeChosen: drift.causeChosen,
    correction: drift.correction,
    proposedBy: drift.proposedBy,
    posted: drift.posted,
  };
}
