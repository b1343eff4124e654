import type { CarrierContract } from '../company.ts';
import type { CarrierPort } from './carrier-port.ts';
import { rateTableCarrier } from './rate-table.ts';
import { twinCarrier } from './twin-carrier.ts';

/** What speaks to carriers, by the name that a contract gives it. */
export const ADAPTERS: Readonly<Record<CarrierContract['adapter'], CarrierPort>> = {
  rate_table: rateTableCarrier,
  twin: twinCarrier,
};
