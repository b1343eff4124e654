import type { StockEntryView } from '../client/contract.generated.d.ts';

/** What an entry changed, the important first; buckets that it left alone are not named. */
export function changesOf(entry: StockEntryView): readonly {
  readonly bucket: 'onHand' | 'reserved' | 'allocated' | 'damaged' | 'qualityControl';
  readonly delta: number;
}[] {
  return (
    [
      ['onHand', entry.onHandDelta],
      ['reserved', entry.reservedDelta],
      ['allocated', entry.allocatedDelta],
      ['damaged', entry.damagedDelta],
      ['qualityControl', entry.qualityControlDelta],
    ] as const
  )
    .filter(([, delta]) => delta !== 0)
    .map(([bucket, delta]) => ({ bucket, delta }));
}
