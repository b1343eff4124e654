import type { BusinessCalendar, Day } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';

/**
 * The rarely changing half of what a sourcing decision knows: one numbered document. A decision
 * keeps only the number, so any decision can be taken again under the rules it was taken under, or
 * under others.
 */
export interface SourcingRules {
  readonly version: number;
  /** ISO 4217. Every cost below is in its minor units. */
  readonly currency: string;
  readonly weights: SourcingWeights;
  readonly locations: readonly SourcingLocation[];
  readonly services: readonly CarrierService[];
}

/** How much each part of the cost counts. A factor of 1 takes the cost as it is, 0 leaves it out. */
export interface SourcingWeights {
  readonly shippingFactor: number;
  readonly handlingFactor: number;
  /** Charged for every shipment of an order beyond the first. */
  readonly splitPenaltyMinor: MinorUnits;
  /** Charged for every started day by which a shipment misses the date that was wanted. */
  readonly latenessMinorPerDay: MinorUnits;
  /** The price of emitting one kilogram of carbon dioxide equivalent. */
  readonly carbonMinorPerKilogram: MinorUnits;
  /** Scales what stock is worth where it lies (`stockWorthPermille` of a location). */
  readonly stockWorthFactor: number;
}

export interface SourcingLocation {
  readonly locationId: number;
  readonly code: string;
  readonly kind: 'warehouse' | 'store' | 'supplier' | 'in_transit';
  readonly countryCode: string;
  readonly regionCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly calendar: BusinessCalendar;
  /** Orders taken until this minute of the local day leave on that day. */
  readonly cutoffMinuteOfDay: number;
  /** Working days between taking an order and handing it to the carrier: 0 ships on the same day. */
  readonly handlingDays: number;
  readonly handlingMinorPerShipment: MinorUnits;
  readonly handlingMinorPerUnit: MinorUnits;
  /** Shipments a day; null is unlimited. */
  readonly dailyCapacityShipments: number | null;
  /** What taking one unit from here costs in thousandths of its value: a shop's display stock is worth more than a warehouse's. */
  readonly stockWorthPermille: number;
  /** What the place can handle, for example cold or battery; a line may require some of it. */
  readonly capabilities: readonly string[];
  /** False takes the location out of sourcing without removing it. */
  readonly isOpen: boolean;
}

/** One product of a carrier, for example express to the door. */
export interface CarrierService {
  readonly code: string;
  readonly carrier: string;
  readonly mode: 'road' | 'air' | 'sea' | 'rail';
  /** Weekdays, Sunday first, on which parcels move and are delivered. */
  readonly movingWeekdays: readonly boolean[];
  readonly maxWeightGrams: number;
  readonly lanes: readonly CarrierLane[];
  /** Rates by zone; a lane names its zone. */
  readonly zones: readonly CarrierZone[];
}

export interface CarrierLane {
  readonly originCountryCode: string;
  /** Null: from the whole country. */
  readonly originRegionCodes: readonly string[] | null;
  readonly destinationCountryCode: string;
  /** Null: to the whole country. A lane that names the region beats one that does not. */
  readonly destinationRegionCodes: readonly string[] | null;
  readonly zone: string;
  readonly transitDaysMin: number;
  readonly transitDaysMax: number;
  /** Used where coordinates of either end are missing. */
  readonly distanceKilometres: number;
  readonly destinationTimeZone: string;
}

export interface CarrierZone {
  readonly zone: string;
  /** Ascending by weight; the first bracket that holds the parcel gives the price. */
  readonly brackets: readonly { readonly upToGrams: number; readonly priceMinor: MinorUnits }[];
  /** For every started kilogram above the last bracket; null: heavier parcels are not taken. */
  readonly extraKilogramMinor: MinorUnits | null;
}

/** The quickly changing half: the order and the stock, days and supplies as they were when it was decided. */
export interface SourcingProblem {
  readonly decidedAt: Instant;
  readonly destination: {
    readonly countryCode: string;
    readonly regionCode: string | null;
    readonly latitude: number | null;
    readonly longitude: number | null;
  };
  /** When the customer wants it; null: as soon as it can be, and lateness costs nothing. */
  readonly wantedBy: Instant | null;
  /** `never` waits until one location can send everything together. */
  readonly split: 'allow' | 'never';
  /** Locations this order must not use: the channel's choice, or a what-if. */
  readonly excludedLocationIds: readonly number[];
  readonly lines: readonly SourcingLine[];
  /** Days on which a location has no capacity left, only where there are any. */
  readonly fullDays: readonly (readonly [locationId: number, days: readonly Day[]])[];
  /** What rooms above say of this order; absent: nothing. */
  readonly said?: readonly SourcingSaid[];
}

/** What somebody says of one order, and why. It holds for the decision that it is kept with. */
export interface SourcingSaid {
  /** flow/CODE. */
  readonly by: string;
  readonly reason: string;
  /** Null: all locations. */
  readonly locationId: number | null;
  /** Charged a shipment from there, beside what handling costs. Never negative. */
  readonly addedMinor: MinorUnits;
  /** True: nothing comes from there. */
  readonly isExcluded: boolean;
  /** Working days beyond the handling days of the location. */
  readonly handlingDaysAdded: number;
}

export interface SourcingLine {
  readonly lineNumber: number;
  readonly quantity: number;
  readonly weightGramsEach: number;
  /** In the currency of the rules. */
  readonly valueMinorEach: MinorUnits;
  readonly requires: readonly string[];
  /**
   * What may happen to a quantity that no stock covers: `never` refuses the order, `incoming` waits
   * for announced supply, `lead_time` waits for announced supply first and for the lead time beyond it.
   */
  readonly backorder: 'never' | 'incoming' | 'lead_time';
  readonly leadTimeDays: number | null;
  /** Preorder: not shipped before this moment. */
  readonly availableFrom: Instant | null;
  /** Units that can be promised now, by location; only positive quantities, ascending by location. */
  readonly available: readonly (readonly [locationId: number, quantity: number])[];
  /** Announced supply that is not promised yet, ascending by date, then location. */
  readonly incoming: readonly (readonly [
    locationId: number,
    expectedAt: Instant,
    quantity: number,
  ])[];
}

/** The parts of what a shipment costs, each already weighted. */
export interface ShipmentCost {
  readonly shippingMinor: MinorUnits;
  readonly handlingMinor: MinorUnits;
  readonly latenessMinor: MinorUnits;
  readonly carbonMinor: MinorUnits;
  readonly stockMinor: MinorUnits;
}

export interface PlannedShipment {
  readonly locationId: number;
  /** Code of the carrier's service. */
  readonly service: string;
  readonly lines: readonly { readonly lineNumber: number; readonly quantity: number }[];
  /** Null: from stock at hand. Otherwise the moment at which the supply it waits for is expected. */
  readonly waitsUntil: Instant | null;
  /** What it waits for; null from stock at hand. */
  readonly waitsFor: 'incoming' | 'lead_time' | 'release_date' | null;
  /** The local date on which the location hands it to the carrier. */
  readonly shipDay: Day;
  readonly shipAt: Instant;
  readonly deliverFrom: Instant;
  readonly deliverBy: Instant;
  readonly carbonGrams: number;
  readonly cost: ShipmentCost;
}

export type SourcingDecision = SourcingPlan | SourcingRefusal;

export interface SourcingPlan {
  readonly kind: 'sourced';
  readonly rulesVersion: number;
  /** Ascending by `waitsUntil` (stock at hand first), then location. */
  readonly shipments: readonly PlannedShipment[];
  /** Everything together, the split penalty included. */
  readonly costMinor: MinorUnits;
  readonly splitPenaltyMinor: MinorUnits;
  /** The promise: when the last shipment will have arrived. */
  readonly deliverBy: Instant;
  /** How the choice was found: one location served all, all combinations were compared, or a bounded search. */
  readonly method: 'single' | 'exact' | 'search';
  /** The locations that were still in the running, cheapest first, at most 12: cost if it served everything it can serve. */
  readonly candidates: readonly (readonly [locationId: number, costMinor: MinorUnits])[];
}

export interface SourcingRefusal {
  readonly kind: 'refused';
  readonly rulesVersion: number;
  readonly reason: 'no_location_serves_destination' | 'insufficient_stock' | 'cannot_serve_unsplit';
  readonly lines: readonly {
    readonly lineNumber: number;
    readonly wanted: number;
    readonly available: number;
  }[];
}

/** Why a location was not used, in the order in which it is asked. */
export type RejectionReason =
  | 'closed'
  | 'excluded'
  | 'in_transit'
  | 'no_service_to_destination'
  | 'capability_missing'
  | 'no_stock'
  | 'no_capacity'
  | 'costs_more';

/** Everything a person asks of a decision: each location with its cost or the reason why not. */
export interface SourcingExplanation {
  readonly decision: SourcingDecision;
  readonly locations: readonly {
    readonly locationId: number;
    readonly code: string;
    /** Null when the location serves a part of the order. */
    readonly rejected: RejectionReason | null;
    /** Lines it could serve wholly or in part, with the quantity it could give. */
    readonly canServe: readonly { readonly lineNumber: number; readonly quantity: number }[];
    /** What it would cost to send from here all that it can serve; null when it cannot serve. */
    readonly cost: ShipmentCost | null;
    readonly service: string | null;
    readonly deliverBy: Instant | null;
    /** What the whole order would cost if this location were used instead, and the difference to the choice; null when it cannot serve the whole order. */
    readonly instead: { readonly costMinor: MinorUnits; readonly moreMinor: MinorUnits } | null;
  }[];
}
