import type { CarrierPort } from './carrier-port.ts';

/**
 * A carrier that is known by its rates only: parcels go under the numbers on their own labels (the SSCC,
 * as in freight), and what happens on the way is told through the API.
 */
export const rateTableCarrier: CarrierPort = {
  book: ({ parcels }) => ({ trackingNumbers: parcels.map(({ sscc }) => sscc), reference: null }),
  closeOut: () => null,
};
