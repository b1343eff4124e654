import { isSku, type Scan } from './scan.ts';

/** What somebody holds in their hands at a stop, before it is confirmed. */
export interface Take {
  /** The SKU was scanned. */
  readonly isSeen: boolean;
  readonly count: number;
  readonly lot: string | null;
  readonly serials: readonly string[];
}

/** What is to be taken at a stop. */
export interface Wanted {
  readonly sku: string;
  readonly slot: string | null;
  readonly openUnits: number;
  readonly lots: readonly { readonly lot: string; readonly quantity: number }[];
  readonly tracking: 'none' | 'lot' | 'serial';
}

export const EMPTY_TAKE: Take = { isSeen: false, count: 0, lot: null, serials: [] };

/** What a scan means at a stop. */
export type ScanAnswer =
  | {
      readonly kind: 'right';
      readonly take: Take;
      readonly because: 'rightItem' | 'rightSlot' | 'rightLot' | 'rightSerial' | 'needLot';
      /** All that is to be taken is there: it can be confirmed. */
      readonly isComplete: boolean;
    }
  | { readonly kind: 'wrong'; readonly because: 'wrongItem' | 'serialTwice' | 'tooMany' };

/** How many units are taken with one confirmation: all, or those of the lot that was chosen. */
export function targetOf({ openUnits, lots }: Wanted, { lot }: Take): number {
  const named = lots.find((each) => each.lot === lot);
  return named === undefined ? openUnits : Math.min(openUnits, named.quantity);
}

/**
 * Each scan of the item counts one, or as many as its code says. Where a SKU is kept by lots its lot has to
 * be known, where it is kept by serial numbers each unit is scanned.
 */
export function takeScan(wanted: Wanted, take: Take, scan: Scan): ScanAnswer {
  if (isSku(scan, wanted.sku)) return takeItem(wanted, take, scan);
  if (wanted.slot !== null && scan.text.toUpperCase() === wanted.slot.toUpperCase()) {
    return { kind: 'right', take, because: 'rightSlot', isComplete: false };
  }
  const isOtherItem = scan.gtin !== null || scan.item !== null || scan.sscc !== null;
  if (isOtherItem || !take.isSeen) return { kind: 'wrong', because: 'wrongItem' };
  if (wanted.tracking === 'serial') return takeSerial(wanted, take, scan.serial ?? scan.text);
  const lot =
    scan.lot ??
    wanted.lots.find((each) => each.lot === scan.text)?.lot ??
    (wanted.tracking === 'lot' && take.lot === null ? scan.text : null);
  if (wanted.tracking !== 'lot' || lot === null) return { kind: 'wrong', because: 'wrongItem' };
  return right(wanted, { ...take, lot }, 'rightLot');
}

function takeItem(wanted: Wanted, take: Take, scan: Scan): ScanAnswer {
  const seen: Take = { ...take, isSeen: true, lot: scan.lot ?? take.lot };
  if (wanted.tracking === 'serial') {
    if (scan.serial !== null) return takeSerial(wanted, seen, scan.serial);
    return { kind: 'right', take: seen, because: 'rightItem', isComplete: false };
  }
  const count = take.count + (scan.quantity ?? 1);
  const target = targetOf(wanted, seen);
  // Whoever scans the item once more to be sure takes none too many.
  if (count > target && take.count < target) return { kind: 'wrong', because: 'tooMany' };
  return right(wanted, { ...seen, count: Math.min(count, target) }, 'rightItem');
}

function takeSerial(wanted: Wanted, take: Take, serial: string): ScanAnswer {
  if (take.serials.includes(serial)) return { kind: 'wrong', because: 'serialTwice' };
  if (take.serials.length >= wanted.openUnits) return { kind: 'wrong', because: 'tooMany' };
  const serials = [...take.serials, serial];
  return right(wanted, { ...take, serials, count: serials.length }, 'rightSerial');
}

function right(
  wanted: Wanted,
  take: Take,
  because: 'rightItem' | 'rightLot' | 'rightSerial',
): ScanAnswer {
  const needsLot = wanted.tracking === 'lot' && take.lot === null;
  return {
    kind: 'right',
    take,
    because: needsLot ? 'needLot' : because,
    isComplete: !needsLot && take.isSeen && take.count >= targetOf(wanted, take),
  };
}
