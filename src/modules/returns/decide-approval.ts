import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { DecisionKind } from '../../hub/index.ts';
import type { ReturnSaid } from '../orders/index.ts';
import { RETURN_REASONS, type ReturnReason, type ReturnRules } from '../../../contracts/returns.ts';
import { MINOR_UNITS_MAX } from '../../../contracts/shared.ts';

/** A place to which goods could come back. */
export interface ReturnPlace {
  readonly code: string;
  readonly kind: string;
  readonly isOpen: boolean;
  readonly countryCode: string;
  readonly regionCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** What is asked of a return before any goods move. */
export interface ApprovalInput {
  readonly now: Instant;
  readonly deliveredAt: Instant | null;
  readonly windowDays: number;
  readonly valueMinor: MinorUnits;
  readonly reasons: readonly ReturnReason[];
  readonly from: {
    readonly countryCode: string;
    readonly regionCode: string | null;
    readonly latitude: number | null;
    readonly longitude: number | null;
  };
  readonly places: readonly ReturnPlace[];
  /** The place that the caller named; null leaves it to us. */
  readonly wantedPlace: string | null;
  readonly rules: ReturnRules;
  /** What flows say of it; absent: none was asked. */
  readonly said?: readonly ReturnSaid[];
}

/** Whether it is approved at once, and where the goods go. */
export interface ApprovalChoice {
  readonly verdict: 'approved' | 'asks' | 'rejected';
  /** Why a person is asked; empty when nobody is. */
  readonly asks: readonly ('outside_window' | 'too_dear' | 'flow')[];
  /** Why a flow has rejected it; absent: none has. */
  readonly reason?: string;
  /** Null: no place takes returns. */
  readonly place: string | null;
  readonly candidates: readonly {
    readonly code: string;
    readonly distanceKilometres: number | null;
    readonly isAbroad: boolean;
    readonly rejected: 'closed' | 'takes_no_returns' | 'not_wanted' | null;
  }[];
  readonly expiresAt: Instant;
}

/** Whether a return is approved without asking anyone, and where its goods shall come. */
export const approvalDecision: DecisionKind<ApprovalInput, ApprovalChoice> = {
  kind: 'returns.approval',
  version: 2,
  decide: decideApproval,
  parameters: [
    { path: 'windowDays', kind: 'number', minimum: 0, maximum: 3_650, isWhole: true },
    {
      path: 'rules.approveUpToMinor',
      kind: 'number',
      minimum: 0,
      maximum: MINOR_UNITS_MAX,
      isWhole: true,
      mayBeNull: true,
    },
    { path: 'rules.ourReasons', kind: 'options', options: RETURN_REASONS },
    { path: 'rules.expireAfterDays', kind: 'number', minimum: 1, maximum: 365, isWhole: true },
    {
      path: 'places',
      kind: 'members',
      key: 'code',
      fields: [{ path: 'isOpen', kind: 'switch' }],
    },
  ],
};

function decideApproval(input: ApprovalInput): ApprovalChoice {
  const { now, deliveredAt, windowDays, rules, places, from } = input;
  const isOurFault = input.reasons.every((reason) => rules.ourReasons.includes(reason));
  const asks: ApprovalChoice['asks'][number][] = [];
  // What is our fault may be said late; the law of most countries sees it so too.
  if (deliveredAt !== null && now > deliveredAt + windowDays * DAY_MS && !isOurFault)
    asks.push('outside_window');
  if (rules.approveUpToMinor !== null && input.valueMinor > rules.approveUpToMinor)
    asks.push('too_dear');
  const { said = [] } = input;
  const refusal = said.find(({ verdict }) => verdict === 'reject');
  if (said.some(({ verdict }) => verdict === 'ask')) asks.push('flow');
  // Who approves has the rules overruled; who asks for a person is stricter, who rejects strictest.
  else if (said.some(({ verdict }) => verdict === 'approve')) asks.length = 0;
  // Addresses seldom have coordinates. Inputs of version 1 have no regions, and come out as they did.
  const isOfRegion = new Set(
    places.filter(({ regionCode }) => regionCode === from.regionCode).map(({ code }) => code),
  );
  const candidates = places.map((place) => ({
    code: place.code,
    distanceKilometres: distanceKilometres(from, place),
    isAbroad: place.countryCode !== from.countryCode,
    rejected: rejectionOf(place, input),
  }));
  const [best] = candidates
    .filter(({ rejected }) => rejected === null)
    .toSorted(
      (a, b) =>
        Number(a.isAbroad) - Number(b.isAbroad) ||
        (a.distanceKilometres ?? Infinity) - (b.distanceKilometres ?? Infinity) ||
        Number(isOfRegion.has(b.code)) - Number(isOfRegion.has(a.code)) ||
        (a.code < b.code ? -1 : 1),
    );
  return {
    ...(refusal === undefined
      ? { verdict: asks.length === 0 ? 'approved' : 'asks', asks }
      : { verdict: 'rejected', asks: [], reason: refusal.reason }),
    place: best?.code ?? null,
    candidates,
    expiresAt: now + rules.expireAfterDays * DAY_MS,
  };
}

function rejectionOf(
  place: ReturnPlace,
  { rules, wantedPlace }: ApprovalInput,
): ApprovalChoice['candidates'][number]['rejected'] {
  if (wantedPlace !== null) return place.code === wantedPlace ? null : 'not_wanted';
  if (!place.isOpen) return 'closed';
  const takesReturns =
    rules.locations.length === 0
      ? place.kind === 'warehouse' || place.kind === 'store'
      : rules.locations.includes(place.code);
  return takesReturns ? null : 'takes_no_returns';
}

const EARTH_RADIUS_KILOMETRES = 6_371;

interface Point {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Great-circle distance to the kilometre (haversine); null when either place has no coordinates. */
function distanceKilometres(one: Point, other: Point): number | null {
  const { latitude: φ1, longitude: λ1 } = one;
  const { latitude: φ2, longitude: λ2 } = other;
  if (φ1 === null || λ1 === null || φ2 === null || λ2 === null) return null;
  const radians = Math.PI / 180;
  const halfVersine =
    Math.sin(((φ2 - φ1) * radians) / 2) ** 2 +
    Math.cos(φ1 * radians) * Math.cos(φ2 * radians) * Math.sin(((λ2 - λ1) * radians) / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.sqrt(halfVersine)));
}
