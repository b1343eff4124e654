import type { CarrierContract } from '../company.ts';

/** A shipment as its carrier is told of it. */
export interface BookingRequest {
  readonly shipment: string;
  readonly service: string;
  readonly countryCodeFrom: string;
  readonly countryCodeTo: string;
  readonly parcels: readonly { readonly sscc: string; readonly weightGrams: number }[];
  readonly contract: CarrierContract;
}

/** What a carrier answers to a booking. */
export interface Booking {
  /** One a parcel, in their order; the first one names the shipment. */
  readonly trackingNumbers: readonly string[];
  readonly reference: string | null;
}

/**
 * What speaks to a carrier. What is asked of these is decided within a command, so they read no clock and
 * no network: the rate table and the twin's carrier can. A carrier that is reached over HTTP has a port
 * that books by a job, whose result comes back as a command; it takes its place in ADAPTERS beside these.
 * What happens on the way is told by `report_tracking`, whoever the carrier is.
 */
export interface CarrierPort {
  /** Books a shipment: tracking numbers for its labels. */
  book(request: BookingRequest): Booking;
  /** Closes what is collected together. Answers the carrier's reference, null where it gives none. */
  closeOut(manifest: string): string | null;
}
