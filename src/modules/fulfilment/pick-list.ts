import type { Instant } from '../../kernel/clock.ts';

/** Units of a line of the list that one fulfilment order wants. */
export interface WantedUnits {
  readonly fulfilmentOrder: string;
  readonly lineNumber: number;
  readonly quantity: number;
  readonly picked: number;
  /** Not there, called off, or taken out of the wave. */
  readonly dropped: number;
}

/** One SKU at one slot. */
export interface PickLine {
  readonly number: number;
  /** Null: nobody has said where it lies. */
  readonly slot: string | null;
  readonly aisle: string | null;
  readonly sku: string;
  readonly wanted: readonly WantedUnits[];
  /** What to take first where the SKU is kept by lots: a suggestion, other lots that may leave do as well. */
  readonly lots?: readonly { readonly lot: string; readonly quantity: number }[];
}

/** A tour through the slots of a location for some fulfilment orders of a wave. */
export interface PickList {
  readonly id: string;
  readonly version: number;
  readonly waveId: string;
  readonly location: string;
  readonly state: 'open' | 'picking' | 'done' | 'cancelled';
  readonly picker: string | null;
  /** In walking order. */
  readonly lines: readonly PickLine[];
  readonly lengthMillimetres: number | null;
  readonly slotOrderLengthMillimetres: number | null;
  readonly releasedAt: Instant;
  readonly stateSince: Instant;
}

/** Units that are still to be picked for one fulfilment order. */
export function openUnits({ quantity, picked, dropped }: WantedUnits): number {
  return quantity - picked - dropped;
}

/** True when nothing is left to pick. */
export function isListDone({ lines }: Pick<PickList, 'lines'>): boolean {
  return lines.every(({ wanted }) => wanted.every((units) => openUnits(units) === 0));
}
