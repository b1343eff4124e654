import { HOUR_MS } from '../../../kernel/clock.ts';
import { Random } from '../../../kernel/random.ts';
import type { TrackingKind } from '../../../../contracts/fulfilment.ts';
import type { TrackingEvent } from '../shipment.ts';
import type { CarrierPort, OnTheWay } from './carrier-port.ts';
import { s10Number } from './s10.ts';

/** Of a hundred shipments about so many are not handed over at the first attempt. */
const FAILED_PERCENT = 4;
const SSCC_SERIAL_DIGITS = 8;

/**
 * The simulated carrier: postal item numbers with check digits, and a way for every shipment that follows
 * from its number alone, so that the same shipment has the same way in every run.
 */
export const twinCarrier: CarrierPort = {
  book({ shipment, parcels, countryCodeFrom }) {
    return {
      trackingNumbers: parcels.map(({ sscc }) => s10Number('LP', serialOf(sscc), countryCodeFrom)),
      reference: `TWIN-${shipment}`,
    };
  },
  closeOut: (manifest) => `TWIN-${manifest}`,
  track: (shipment, until) => wayOf(shipment).filter(({ occurredAt }) => occurredAt <= until),
};

/** The digits before an SSCC's check digit count up with every parcel. */
function serialOf(sscc: string): number {
  return Number(sscc.slice(-1 - SSCC_SERIAL_DIGITS, -1));
}

function wayOf(shipment: OnTheWay): TrackingEvent[] {
  const { trackingNumber, shippedAt, deliverBy } = shipment;
  const random = new Random(Number(trackingNumber.slice(2, 10)) + 1);
  const wholeWay = Math.max(deliverBy - shippedAt, 4 * HOUR_MS);
  // Handed over in the second half of the time that was promised for it, now and then a little late.
  const deliveredAt = shippedAt + Math.round(wholeWay * (0.5 + random.next() * 0.52));
  const at = (share: number) => shippedAt + Math.round((deliveredAt - shippedAt) * share);
  const events: TrackingEvent[] = [];
  const tell = (kind: TrackingKind, occurredAt: number): void => {
    const reference = `${trackingNumber}-${events.length + 1}`;
    events.push({ reference, kind, occurredAt, place: null, note: null });
  };
  tell('in_transit', at(0.1));
  if (shipment.countryCodeFrom !== shipment.countryCodeTo) tell('customs_released', at(0.6));
  tell('out_for_delivery', at(0.9));
  if (random.integer(0, 99) < FAILED_PERCENT) {
    tell('delivery_failed', at(0.94));
    tell('out_for_delivery', at(0.97));
  }
  tell('delivered', deliveredAt);
  return events;
}
