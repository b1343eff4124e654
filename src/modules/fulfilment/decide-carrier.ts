import type { Instant } from '../../kernel/clock.ts';
import type { DecisionKind } from '../../hub/index.ts';
import { MINOR_UNITS_MAX } from '../../../contracts/shared.ts';
import { arrivalOf, priceMinor, type Route } from '../sourcing/index.ts';
import { billedGrams, isOversize } from './carriers/billed-weight.ts';
import type { CarrierContract } from './company.ts';
import type { Triple } from './fill-box.ts';

/** A service of a carrier on the lane that fits, with what its contract adds. */
export interface ServiceOffer {
  readonly service: string;
  readonly carrier: string;
  /** Findings of former decisions are left out: they follow from the rest. */
  readonly route: Omit<Route, 'arrivals'>;
  readonly contract: Pick<
    CarrierContract,
    'dimensional' | 'weightStepGrams' | 'fuelPermille' | 'oversize'
  >;
  /** For this very address; 0 where it lies in no remote area. */
  readonly remoteSurchargeMinor: number;
}

/** What a carrier is chosen by. */
export interface CarrierInput {
  readonly shipAt: Instant;
  /** The promise that was given for these goods. */
  readonly deliverBy: Instant;
  /** What sourcing planned with. */
  readonly plannedService: string;
  readonly parcels: readonly {
    readonly weightGrams: number;
    readonly outerMillimetres: Triple | null;
  }[];
  readonly offers: readonly ServiceOffer[];
}

/** A service that could take the parcels, with what it costs and why it was not taken. */
export interface CarrierCandidate {
  readonly service: string;
  readonly carrier: string;
  readonly freightMinor: number;
  readonly fuelMinor: number;
  readonly surchargeMinor: number;
  readonly costMinor: number;
  readonly billedGrams: number;
  readonly deliverBy: Instant | null;
  readonly rejected: 'too_heavy' | 'breaks_promise' | 'costs_more' | null;
}

/** The service for a label; null when no carrier takes the parcels. */
export interface CarrierChoice {
  readonly chosen: CarrierCandidate | null;
  /** False: no service arrives by the promised date, so the earliest was taken. */
  readonly keepsPromise: boolean;
  readonly candidates: readonly CarrierCandidate[];
}

/**
 * The cheapest service that keeps the promise; what sourcing planned with wins between equals. When none
 * keeps it, the one that arrives first, then the cheapest.
 */
export const CARRIER_DECISION: DecisionKind<CarrierInput, CarrierChoice> = {
  kind: 'fulfilment.carrier',
  version: 1,
  decide: decideCarrier,
  parameters: [
    { path: 'deliverBy', kind: 'instant' },
    { path: 'shipAt', kind: 'instant' },
    {
      path: 'offers',
      kind: 'members',
      key: 'service',
      fields: [
        {
          path: 'contract.fuelPermille',
          kind: 'number',
          minimum: 0,
          maximum: 2_000,
          isWhole: true,
        },
        {
          path: 'remoteSurchargeMinor',
          kind: 'number',
          minimum: 0,
          maximum: MINOR_UNITS_MAX,
          isWhole: true,
        },
      ],
    },
  ],
};

function decideCarrier(input: CarrierInput): CarrierChoice {
  const weighed = input.offers.map((offer) => candidateOf(input, offer));
  const able = weighed.filter(({ rejected }) => rejected !== 'too_heavy');
  const inTime = able.filter(({ rejected }) => rejected === null);
  const rank = (one: CarrierCandidate, other: CarrierCandidate) =>
    one.costMinor - other.costMinor ||
    Number(other.service === input.plannedService) - Number(one.service === input.plannedService) ||
    (one.deliverBy ?? 0) - (other.deliverBy ?? 0) ||
    (one.service < other.service ? -1 : 1);
  const [chosen = null] =
    inTime.length > 0
      ? inTime.toSorted(rank)
      : able.toSorted(
          (one, other) => (one.deliverBy ?? 0) - (other.deliverBy ?? 0) || rank(one, other),
        );
  return {
    chosen: chosen === null ? null : { ...chosen, rejected: null },
    keepsPromise: inTime.length > 0,
    candidates: weighed
      .map((candidate) =>
        candidate.service === chosen?.service
          ? { ...candidate, rejected: null }
          : { ...candidate, rejected: candidate.rejected ?? ('costs_more' as const) },
      )
      .toSorted((one, other) => rank(one, other)),
  };
}

function candidateOf(input: CarrierInput, offer: ServiceOffer): CarrierCandidate {
  const { contract } = offer;
  const route: Route = { ...offer.route, arrivals: new Map() };
  const billed = input.parcels.map((parcel) => billedGrams(parcel, contract));
  const isTooHeavy = input.parcels.some(
    ({ weightGrams }, index) =>
      Math.max(weightGrams, billed[index] as number) > route.parcelGramsMax,
  );
  const { deliverBy } = arrivalOf(route, input.shipAt);
  const freightMinor = isTooHeavy
    ? 0
    : billed.reduce((sum, grams) => sum + priceMinor(route, grams), 0);
  const fuelMinor = Math.round((freightMinor * contract.fuelPermille) / 1_000);
  const oversizeMinor =
    input.parcels.filter(({ outerMillimetres }) => isOversize(outerMillimetres, contract.oversize))
      .length * (contract.oversize?.surchargeMinor ?? 0);
  const surchargeMinor = oversizeMinor + offer.remoteSurchargeMinor * input.parcels.length;
  return {
    service: offer.service,
    carrier: offer.carrier,
    freightMinor,
    fuelMinor,
    surchargeMinor,
    costMinor: freightMinor + fuelMinor + surchargeMinor,
    billedGrams: billed.reduce((sum, grams) => sum + grams, 0),
    deliverBy,
    rejected: isTooHeavy ? 'too_heavy' : deliverBy > input.deliverBy ? 'breaks_promise' : null,
  };
}
