import { HOUR_MS, DAY_MS, type Instant } from '../../kernel/clock.ts';

/** Why another system's stock may differ from ours. */
export type DriftCause =
  | 'late_receipt'
  | 'receipt_not_posted_there'
  | 'double_pick'
  | 'double_posting'
  | 'unposted_shipment'
  | 'shipment_not_posted_there'
  | 'unposted_return'
  | 'return_not_posted_there'
  | 'transfer_on_its_way'
  | 'damage_not_told'
  | 'swapped_skus'
  | 'unit_of_measure'
  | 'count_typo'
  | 'cut_off_shift'
  | 'corrected_since'
  | 'unknown';

/** Who is to correct: we here, the other system there, or nobody because it will agree by itself. */
export type Correction = 'here' | 'there' | 'none';

/** What a cause rests on. */
export interface Evidence {
  readonly entryIds?: readonly number[];
  readonly references?: readonly string[];
  readonly orderIds?: readonly number[];
  readonly skus?: readonly string[];
  /** The factor between two units of measure. */
  readonly factor?: number;
  /** By how many hours the two look at different moments. */
  readonly hours?: number;
}

/** An entry of the ledger that moved what is on hand. */
export interface DriftEntry {
  readonly id: number;
  readonly kind: string;
  readonly onHand: number;
  readonly at: Instant;
  readonly orderId: number | null;
}

/** All that explaining one difference needs. */
export interface DriftInput {
  readonly sku: string;
  readonly location: string;
  readonly takenAt: Instant;
  /** What the ledger had on hand at that moment. */
  readonly ours: number;
  readonly theirs: number;
  /** When both last agreed; null: never. */
  readonly agreedAt: Instant | null;
  /** Of ours, in which condition some are now. */
  readonly damaged: number;
  /** Since the last agreement, also after the snapshot; ascending. */
  readonly entries: readonly DriftEntry[];
  /** What is announced there and has not wholly come. */
  readonly supplies: readonly {
    readonly reference: string;
    readonly quantity: number;
    readonly expectedAt: Instant;
    readonly isTransfer: boolean;
  }[];
  /** Units that orders have allocated there. */
  readonly holdings: readonly { readonly orderId: number; readonly allocated: number }[];
  /** Goods that customers send back there. */
  readonly returns: readonly { readonly orderId: number; readonly quantity: number }[];
  /** Other SKUs of the snapshot that differ. */
  readonly siblings: readonly { readonly sku: string; readonly drift: number }[];
  /** For whole hours before and after: how many SKUs of the snapshot moved in between, and how many differ by just that. */
  readonly shifts: readonly {
    readonly hours: number;
    readonly moved: number;
    readonly fitting: number;
  }[];
}

/** A single cause that would make up for a part of the difference. */
export interface Atom {
  readonly cause: DriftCause;
  /** By how much it makes theirs exceed ours. */
  readonly quantity: number;
  /** How likely it is, 0 to 1: judgement in figures, not measured. */
  readonly weight: number;
  readonly evidence: Evidence;
  readonly correction: Correction;
}

/** Units in a pack: who counts packs is wrong by one of these. */
const PACK_SIZES = [6, 10, 12, 24] as const;
const RECENT_MS = 3 * DAY_MS;

/** Every single thing of which the ledger and the announcements know that it can go wrong. */
export function atomsOf(input: DriftInput): Atom[] {
  return merged([
    ...input.entries.flatMap((entry) =>
      entry.at > input.takenAt ? atomsAfter(entry) : atomsBefore(entry, input),
    ),
    ...doublePostings(input),
    ...announcements(input),
  ]);
}

/** What we booked after the snapshot, they may have had already. */
function atomsAfter({ id, kind, onHand: quantity, orderId }: DriftEntry): Atom[] {
  const evidence = evidenceOf(id, orderId);
  const atom = (cause: DriftCause, weight: number): Atom[] => [
    { cause, quantity, weight, evidence, correction: 'none' },
  ];
  switch (kind) {
    case 'receipt':
      return atom('late_receipt', 0.85);
    case 'transfer_in':
    case 'transfer_out':
      return atom('transfer_on_its_way', 0.82);
    case 'ship':
      return atom('unposted_shipment', 0.8);
    case 'return':
      return atom('unposted_return', 0.82);
    default:
      return atom('corrected_since', 0.86);
  }
}

/** What we booked before the snapshot, they may have missed, or counted twice. */
function atomsBefore(entry: DriftEntry, { takenAt }: DriftInput): Atom[] {
  const { id, kind, onHand, orderId } = entry;
  const evidence = evidenceOf(id, orderId);
  const fresh = takenAt - entry.at <= RECENT_MS ? 1 : 0.85;
  const missed = (cause: DriftCause, weight: number): Atom => {
    return { cause, quantity: -onHand, weight: weight * fresh, evidence, correction: 'there' };
  };
  switch (kind) {
    case 'receipt':
      return [missed('receipt_not_posted_there', 0.5), ...packsOf(entry)];
    case 'ship':
      return [
        missed('shipment_not_posted_there', 0.42),
        {
          cause: 'double_pick',
          quantity: onHand,
          weight: 0.6 * fresh,
          evidence,
          correction: 'there',
        },
      ];
    case 'return':
      return [missed('return_not_posted_there', 0.5)];
    case 'transfer_in':
    case 'transfer_out':
      return [missed('transfer_on_its_way', 0.5)];
    default:
      return [missed('damage_not_told', 0.56)];
  }
}

/** A receipt of packs that one side counted as units. */
function packsOf({ id, onHand }: DriftEntry): Atom[] {
  return PACK_SIZES.flatMap((factor) =>
    onHand % factor === 0
      ? [
          {
            cause: 'unit_of_measure' as const,
            quantity: onHand / factor - onHand,
            weight: 0.36,
            evidence: { entryIds: [id], factor },
            correction: 'there' as const,
          },
        ]
      : [],
  );
}

/** Two shipments of the same order and quantity within an hour: the second may be the first again. */
function doublePostings({ entries, takenAt }: DriftInput): Atom[] {
  const shipped = entries.filter(({ kind, at }) => kind === 'ship' && at <= takenAt);
  return shipped.flatMap((entry, index) => {
    const first = shipped
      .slice(0, index)
      .find(
        ({ orderId, onHand, at }) =>
          orderId !== null &&
          orderId === entry.orderId &&
          onHand === entry.onHand &&
          entry.at - at <= HOUR_MS,
      );
    if (first === undefined) return [];
    const evidence = { entryIds: [first.id, entry.id], orderIds: [entry.orderId as number] };
    return [
      {
        cause: 'double_posting' as const,
        quantity: -entry.onHand,
        weight: 0.78,
        evidence,
        correction: 'here' as const,
      },
    ];
  });
}

/** What was to come or to leave by then, and we have not heard of. */
function announcements({ supplies, holdings, returns, damaged, takenAt }: DriftInput): Atom[] {
  return [
    ...supplies.map(({ reference, quantity, expectedAt, isTransfer }): Atom => {
      const isDue = expectedAt <= takenAt + 2 * DAY_MS;
      return {
        cause: isTransfer ? 'transfer_on_its_way' : 'late_receipt',
        quantity,
        weight: isDue ? 0.75 : 0.5,
        evidence: { references: [reference] },
        // A transfer is received as one: that corrects both.
        correction: isTransfer ? 'none' : 'here',
      };
    }),
    ...holdings.map(({ orderId, allocated }): Atom => {
      // Corrected by telling us of the shipment: until then the order holds the units.
      const evidence = { orderIds: [orderId] };
      return {
        cause: 'unposted_shipment',
        quantity: -allocated,
        weight: 0.65,
        evidence,
        correction: 'none',
      };
    }),
    ...returns.map(({ orderId, quantity }): Atom => {
      const evidence = { orderIds: [orderId] };
      return { cause: 'unposted_return', quantity, weight: 0.72, evidence, correction: 'here' };
    }),
    ...(damaged > 0
      ? [
          {
            cause: 'damage_not_told' as const,
            quantity: -damaged,
            weight: 0.58,
            evidence: {},
            correction: 'there' as const,
          },
        ]
      : []),
  ];
}

const EVIDENCE_MAX = 5;

/**
 * Atoms of one cause, quantity and correction are one: the latest bears it, and the more there are the
 * less it says that one fits.
 */
function merged(atoms: readonly Atom[]): Atom[] {
  const groups = Map.groupBy(
    atoms.filter(({ quantity }) => quantity !== 0),
    ({ cause, quantity, correction }) => `${cause}/${quantity}/${correction}`,
  );
  return [...groups.values()].map((group) => {
    const best = group.reduce((one, other) => (other.weight >= one.weight ? other : one));
    const entryIds = group.flatMap(({ evidence }) => evidence.entryIds ?? []).slice(-EVIDENCE_MAX);
    const orderIds = group.flatMap(({ evidence }) => evidence.orderIds ?? []).slice(-EVIDENCE_MAX);
    return {
      ...best,
      weight: best.weight * (0.9 + 0.1 / group.length),
      evidence: {
        ...best.evidence,
        ...(entryIds.length > 0 ? { entryIds } : {}),
        ...(orderIds.length > 0 ? { orderIds } : {}),
      },
    };
  });
}

function evidenceOf(entryId: number, orderId: number | null): Evidence {
  return { entryIds: [entryId], ...(orderId === null ? {} : { orderIds: [orderId] }) };
}

/** Causes that explain the whole difference by its form and not by a sum of movements. */
export function wholeCausesOf(input: DriftInput): Atom[] {
  const { ours, theirs, siblings, shifts, entries, takenAt } = input;
  const drift = theirs - ours;
  const atoms: Atom[] = [];
  const swapped = siblings.filter((sibling) => sibling.drift === -drift).map(({ sku }) => sku);
  if (swapped.length > 0) {
    const weight = (Math.abs(drift) === 1 ? 0.8 : 0.92) / swapped.length ** 0.25;
    const evidence = { skus: swapped.slice(0, EVIDENCE_MAX) };
    atoms.push({ cause: 'swapped_skus', quantity: drift, weight, evidence, correction: 'here' });
  }
  for (const factor of PACK_SIZES) {
    if (ours > 0 && theirs > 0 && (ours * factor === theirs || theirs * factor === ours)) {
      const evidence = { factor };
      const weight = 0.9;
      atoms.push({
        cause: 'unit_of_measure',
        quantity: drift,
        weight,
        evidence,
        correction: 'there',
      });
    }
  }
  if (isTransposed(ours, theirs)) {
    atoms.push({
      cause: 'count_typo',
      quantity: drift,
      weight: 0.84,
      evidence: {},
      correction: 'there',
    });
  }
  for (const { hours, moved, fitting } of shifts) {
    const window = entriesBetween(entries, takenAt, takenAt + hours * HOUR_MS);
    if (window.length === 0 || fitting === 0) continue;
    const sum = window.reduce((total, { onHand }) => total + onHand, 0) * Math.sign(hours);
    if (sum !== drift) continue;
    // Whatever moved in between must show it: SKUs that moved and agree speak against the shift.
    const weight = (fitting > 1 ? 0.95 : window.length > 1 ? 0.62 : 0.3) * (fitting / moved) ** 2;
    const evidence = { hours, entryIds: window.map(({ id }) => id).slice(0, EVIDENCE_MAX) };
    atoms.push({
      cause: 'cut_off_shift',
      quantity: drift,
      weight: weight * (1 - Math.abs(hours) / 200),
      evidence,
      correction: 'none',
    });
  }
  return atoms;
}

/** Entries after the earlier and up to the later of two moments, whichever is which. */
export function entriesBetween<Item extends { readonly at: Instant }>(
  entries: readonly Item[],
  one: Instant,
  other: Instant,
): Item[] {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  return entries.filter(({ at }) => at > from && at <= to);
}

/** True when two neighbouring digits of one number stand the other way round in the other. */
function isTransposed(ours: number, theirs: number): boolean {
  const [one, other] = [String(ours), String(theirs)];
  if (one.length < 2 || one.length !== other.length) return false;
  const differing = one
    .split('')
    .flatMap((digit, index) => (digit === other[index] ? [] : [index]));
  const [first, second] = differing as [number, number];
  return (
    differing.length === 2 &&
    second === first + 1 &&
    one[first] === other[second] &&
    one[second] === other[first]
  );
}
