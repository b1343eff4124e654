import type { StockPosition } from '../client/contract.generated.d.ts';

/** A SKU over all its locations. */
export interface MatrixRow {
  readonly sku: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly byLocation: ReadonlyMap<string, StockPosition>;
  readonly available: number;
  readonly onHand: number;
}

/** How much attention a position wants. */
export type PositionState = 'well' | 'below_safety' | 'nothing_left';

/** As the server judges it: free is what nobody holds and nothing keeps from use, safety stock included. */
export function stateOf(position: StockPosition): PositionState {
  const { onHand, reserved, allocated, damaged, qualityControl, safetyStock } = position;
  const free = onHand - reserved - allocated - damaged - qualityControl;
  if (free <= 0) return 'nothing_left';
  return free < safetyStock ? 'below_safety' : 'well';
}

/**
 * Positions, which come SKU by SKU, as a row a SKU. Where more is to come, the last SKU may lack
 * locations still: it waits for the next page, so that no row says less than is there.
 */
export function matrixOf(
  positions: readonly StockPosition[],
  { hasMore }: { readonly hasMore: boolean },
): readonly MatrixRow[] {
  const groups = [...Map.groupBy(positions, ({ sku }) => sku).values()];
  return (hasMore ? groups.slice(0, -1) : groups).map((group) => {
    const [{ sku, name, names }] = group as [StockPosition];
    return {
      sku,
      name,
      names,
      byLocation: new Map(group.map((position) => [position.location, position])),
      available: group.reduce((sum, { available }) => sum + available, 0),
      onHand: group.reduce((sum, { onHand }) => sum + onHand, 0),
    };
  });
}

/** The parts of what is on hand, as shares of it, in the order in which a bar shows them. */
export function partsOf(position: StockPosition): readonly {
  readonly part: 'available' | 'safetyStock' | 'reserved' | 'allocated' | 'blocked';
  readonly share: number;
}[] {
  const { onHand, available, reserved, allocated, damaged, qualityControl } = position;
  if (onHand === 0) return [];
  const blocked = damaged + qualityControl;
  // Safety stock may exceed what is there: the bar shows what it holds of it.
  const kept = Math.max(0, onHand - available - reserved - allocated - blocked);
  return (
    [
      ['available', available],
      ['safetyStock', kept],
      ['reserved', reserved],
      ['allocated', allocated],
      ['blocked', blocked],
    ] as const
  )
    .filter(([, units]) => units > 0)
    .map(([part, units]) => ({ part, share: units / onHand }));
}
