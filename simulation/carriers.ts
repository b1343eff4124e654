import type { TrackingKind } from '../contracts/fulfilment.ts';
import type { ShipmentView } from '../contracts/fulfilment-answers.ts';
import { instantToText, type Instant } from '../src/kernel/clock.ts';
import type { Random } from '../src/kernel/random.ts';
import { randomOf, type Phase, type Step } from './at-work.ts';

/** What happens to parcels for good, whoever looks when. */
const LOST_CHANCE = 0.008;
/** How many parcels are a step further since the last look. */
const MOVES_CHANCE = 0.7;

/** Carriers tell of parcels that are under way, one message a look and parcel, now and then one twice. */
export const CARRIER_PHASES: readonly Phase[] = [
  async ({ floor, at, luckOf }) => {
    const states = ['shipped', 'in_transit', 'out_for_delivery', 'delivery_failed'];
    const shipments: ShipmentView[] = [];
    for (const state of states) shipments.push(...(await floor.list('shipments', state)));
    return shipments.flatMap((shipment) => {
      if (randomOf(`lost ${shipment.trackingNumber}`).chance(LOST_CHANCE)) return [];
      const luck = luckOf(shipment.id);
      if (!luck.chance(MOVES_CHANCE)) return [];
      return tell(shipment, nextKind(shipment, luck), at, luck);
    });
  },
];

function nextKind(shipment: ShipmentView, luck: Random): TrackingKind {
  const { state, shipFrom, shipTo, tracking } = shipment;
  const isAbroad = shipFrom.countryCode !== shipTo.countryCode;
  if (state === 'shipped') return 'in_transit';
  if (state === 'in_transit') {
    const isThrough = tracking.some(({ kind }) => kind === 'customs_released');
    return isAbroad && !isThrough ? 'customs_released' : 'out_for_delivery';
  }
  if (state === 'delivery_failed')
    return luck.chance(0.75) ? 'out_for_delivery' : 'returned_to_sender';
  return luck.chance(0.92) ? 'delivered' : 'delivery_failed';
}

function tell(
  { trackingNumber, tracking, shipTo }: ShipmentView,
  kind: TrackingKind,
  at: Instant,
  luck: Random,
): Step[] {
  const reference = `${trackingNumber}/${tracking.length + 1}/${kind}`;
  const event = {
    kind,
    occurredAt: instantToText(at),
    reference,
    place: shipTo.city,
    ...(kind === 'delivered'
      ? { proof: { signedBy: luck.pick(['收件人', 'neighbour', 'front desk']) } }
      : {}),
  };
  const step: Step = {
    kind: 'report_tracking',
    body: { trackingNumber, event },
    name: `tell/${reference}`,
  };
  // Carriers send the same again under another envelope.
  return luck.chance(0.05) ? [step, { ...step, name: `${step.name}/again` }] : [step];
}
