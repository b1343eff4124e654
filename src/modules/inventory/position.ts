import { assert } from '../../kernel/assert.ts';

/** Why a position moved. The kinds of the ledger. */
export type EntryKind =
  | 'receipt'
  | 'adjustment'
  | 'transfer_out'
  | 'transfer_in'
  | 'damage'
  | 'quality_control'
  | 'reserve'
  | 'unreserve'
  | 'expire'
  | 'allocate'
  | 'deallocate'
  | 'ship'
  | 'short_pick'
  | 'return'
  | 'restock'
  | 'scrap'
  | 'count'
  | 'reconciliation';

/** By how much a position moves. What is not named stays. */
export interface PositionDelta {
  readonly onHand?: number;
  readonly reserved?: number;
  readonly allocated?: number;
  readonly damaged?: number;
  readonly qualityControl?: number;
}

/** What lies of one SKU at one location, in base units. */
export interface Position {
  readonly skuId: number;
  readonly locationId: number;
  onHand: number;
  reserved: number;
  allocated: number;
  damaged: number;
  qualityControl: number;
  safetyStock: number;
  /** Claimed by orders that wait for this SKU here: new orders do not overtake them. */
  withheld: number;
}

/** A place where nothing of the SKU has been yet. */
export function emptyPosition(skuId: number, locationId: number): Position {
  return {
    skuId,
    locationId,
    onHand: 0,
    reserved: 0,
    allocated: 0,
    damaged: 0,
    qualityControl: 0,
    safetyStock: 0,
    withheld: 0,
  };
}

/** Units that are there and not promised to anyone, safety stock included: what a person may still take away. */
export function unpromised(position: Position): number {
  return (
    position.onHand -
    position.reserved -
    position.allocated -
    position.damaged -
    position.qualityControl
  );
}

/** Available to promise now, in base units. Safety stock and what waiting orders claim is left out. */
export function availableToPromise(position: Position): number {
  return Math.max(0, unpromised(position) - position.safetyStock - position.withheld);
}

/** True when the position may move so: nothing becomes negative and nothing is promised that is not there. */
export function mayMove(position: Position, delta: PositionDelta): boolean {
  const { onHand = 0, reserved = 0, allocated = 0, damaged = 0, qualityControl = 0 } = delta;
  return (
    unpromised(position) + onHand - reserved - allocated - damaged - qualityControl >= 0 &&
    position.onHand + onHand >= 0 &&
    position.reserved + reserved >= 0 &&
    position.allocated + allocated >= 0 &&
    position.damaged + damaged >= 0 &&
    position.qualityControl + qualityControl >= 0
  );
}

/** Moves a position in place. Deciding whether it may is the caller's work, with `mayMove`. */
export function movePosition(position: Position, delta: PositionDelta): void {
  assert(mayMove(position, delta), 'a position never promises what it does not have');
  position.onHand += delta.onHand ?? 0;
  position.reserved += delta.reserved ?? 0;
  position.allocated += delta.allocated ?? 0;
  position.damaged += delta.damaged ?? 0;
  position.qualityControl += delta.qualityControl ?? 0;
}
