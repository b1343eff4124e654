/** A place where goods lie. */
export interface Slot {
  readonly id: string;
  readonly version: number;
  readonly location: string;
  readonly code: string;
  readonly aisle: string | null;
  readonly xMillimetres: number | null;
  readonly yMillimetres: number | null;
  readonly sequence: number;
}

/** Where a SKU is picked at a location: in one slot, which may hold others too. */
export interface SkuPlace {
  readonly id: string;
  readonly version: number;
  readonly location: string;
  readonly sku: string;
  readonly slotId: string | null;
  /** As the slot stood when it was last put. */
  readonly slot: Omit<Slot, 'id' | 'version' | 'location'> | null;
}

/** The key of a slot or of a SKU's place: codes have no line feeds in them. */
export function placeId(location: string, code: string): string {
  return `${location}\n${code}`;
}
