import type { CarrierPort } from './carrier-port.ts';
import { s10Number } from './s10.ts';

const SSCC_SERIAL_DIGITS = 8;

/**
 * The simulated carrier: postal item numbers with check digits. What happens to its parcels the simulation
 * tells through the API.
 */
export const twinCarrier: CarrierPort = {
  book({ shipment, parcels, countryCodeFrom }) {
    return {
      trackingNumbers: parcels.map(({ sscc }) => s10Number('LP', serialOf(sscc), countryCodeFrom)),
      reference: `TWIN-${shipment}`,
    };
  },
  closeOut: (manifest) => `TWIN-${manifest}`,
};

/** The digits before an SSCC's check digit count up with every parcel. */
function serialOf(sscc: string): number {
  return Number(sscc.slice(-1 - SSCC_SERIAL_DIGITS, -1));
}
