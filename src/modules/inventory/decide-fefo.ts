import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import type { DecisionKind } from '../../hub/index.ts';

/** A lot that a pick may come from. */
export interface FefoLot {
  readonly lot: string;
  readonly available: number;
  readonly expiresAt: Instant | null;
  readonly receivedAt: Instant;
  readonly state: 'open' | 'quarantined' | 'expired';
}

/** All that choosing lots needs. */
export interface FefoInput {
  readonly sku: string;
  readonly location: string;
  readonly at: Instant;
  readonly quantity: number;
  /** How long the goods must keep when they leave: what the channel or the destination asks for. */
  readonly shelfLifeDaysMin: number;
  readonly lots: readonly FefoLot[];
}

/** Which lots to pick from, what is missing, and why other lots were passed over. */
export interface FefoChoice {
  readonly chosen: readonly { readonly lot: string; readonly quantity: number }[];
  readonly missing: number;
  readonly passedOver: readonly {
    readonly lot: string;
    readonly because: 'quarantined' | 'expired' | 'keeps_too_short' | 'not_needed';
  }[];
}

/**
 * First expired, first out: the earliest expiry first, then what was received first; lots that are blocked,
 * expired or would not keep long enough are passed over. Lots without an expiry come last.
 */
export const fefoDecision: DecisionKind<FefoInput, FefoChoice> = {
  kind: 'inventory.fefo',
  version: 1,
  parameters: [
    { path: 'quantity', kind: 'number', minimum: 1, maximum: 1_000_000, isWhole: true },
    { path: 'shelfLifeDaysMin', kind: 'number', minimum: 0, maximum: 3_650, isWhole: true },
    { path: 'at', kind: 'instant' },
    {
      path: 'lots',
      kind: 'members',
      key: 'lot',
      fields: [
        { path: 'state', kind: 'option', options: ['open', 'quarantined', 'expired'] },
        { path: 'available', kind: 'number', minimum: 0, maximum: 1_000_000, isWhole: true },
      ],
    },
  ],
  decide({ at, quantity, shelfLifeDaysMin, lots }) {
    const chosen: { lot: string; quantity: number }[] = [];
    const passedOver: FefoChoice['passedOver'][number][] = [];
    let missing = quantity;
    const ranked = lots.toSorted(
      (a, b) =>
        (a.expiresAt ?? Number.MAX_SAFE_INTEGER) - (b.expiresAt ?? Number.MAX_SAFE_INTEGER) ||
        a.receivedAt - b.receivedAt ||
        (a.lot < b.lot ? -1 : 1),
    );
    for (const { lot, available, expiresAt, state } of ranked) {
      const keepsUntil = expiresAt ?? Infinity;
      if (state !== 'open') passedOver.push({ lot, because: state });
      else if (keepsUntil <= at) passedOver.push({ lot, because: 'expired' });
      else if (keepsUntil < at + shelfLifeDaysMin * DAY_MS)
        passedOver.push({ lot, because: 'keeps_too_short' });
      else if (missing === 0) passedOver.push({ lot, because: 'not_needed' });
      else {
        const taken = Math.min(missing, available);
        if (taken > 0) chosen.push({ lot, quantity: taken });
        missing -= taken;
      }
    }
    return { chosen, missing, passedOver };
  },
};
