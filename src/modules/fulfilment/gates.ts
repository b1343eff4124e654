import { dayOf, isWorkingDay, minuteOfDay } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { GateName } from '../../../contracts/fulfilment.ts';
import type { Location } from '../inventory/index.ts';
import { isPaymentInOrder, type Channel, type OrderRecord } from '../orders/index.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import type { SiteSettings } from './site.ts';

/** What the gates look at. */
export interface GateFacts {
  readonly order: Pick<OrderRecord, 'holds' | 'paymentState'> & {
    readonly details: Pick<OrderRecord['details'], 'business'>;
  };
  readonly channel: Pick<Channel, 'paymentDeadlineMinutes'>;
  readonly location: Pick<Location, 'isOpen' | 'calendar' | 'cutoffMinuteOfDay'>;
  readonly settings: Pick<SiteSettings, 'workAheadDays' | 'worksAfterCutoff'>;
  readonly shipBy: FulfilmentOrder['shipBy'];
}

/** What stops work that has begun: a hold, money that went back. Null when nothing does. */
export function gateOfWork({
  order,
  channel,
}: Pick<GateFacts, 'order' | 'channel'>): GateName | null {
  if (order.holds.some(({ releasedAt }) => releasedAt === null)) return 'held';
  return isPaymentInOrder(order, channel) ? null : 'payment_unsettled';
}

/**
 * What keeps work from beginning, asked in this order: what would stop it anyway, a closed location, a day
 * of shipping that lies further ahead than the location works, a day off, and after the cut-off all that
 * ships on a later day. Null when the gates are open.
 */
export function gateOfBeginning(facts: GateFacts, now: Instant): GateName | null {
  const stopped = gateOfWork(facts);
  if (stopped !== null) return stopped;
  const { location, settings, shipBy } = facts;
  const { calendar } = location;
  if (!location.isOpen) return 'location_closed';
  const today = dayOf(now, calendar.timeZone);
  const shipDay = dayOf(shipBy, calendar.timeZone);
  let firstDay = shipDay;
  for (let left = settings.workAheadDays; left > 0 && firstDay > today;) {
    firstDay -= 1;
    if (isWorkingDay(calendar, firstDay)) left -= 1;
  }
  if (today < firstDay) return 'too_early';
  if (!isWorkingDay(calendar, today)) return 'day_off';
  const isAfterCutoff = minuteOfDay(now, calendar.timeZone) > location.cutoffMinuteOfDay;
  return isAfterCutoff && shipDay > today && !settings.worksAfterCutoff ? 'after_cutoff' : null;
}
