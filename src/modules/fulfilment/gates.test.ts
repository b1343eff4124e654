import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS } from '../../kernel/clock.ts';
import { gateOfBeginning, gateOfWork, type GateFacts } from './gates.ts';

// A Monday, 10:00 in Shanghai.
const NOW = Date.UTC(2026, 10, 2, 2);
const DAY = 24 * HOUR_MS;
const MONDAY_TO_SATURDAY = [false, true, true, true, true, true, true];
const facts = (given: {
  readonly order?: Partial<GateFacts['order']>;
  readonly location?: Partial<GateFacts['location']>;
  readonly settings?: Partial<GateFacts['settings']>;
  readonly shipBy?: number;
  readonly deadline?: number;
}): GateFacts => ({
  order: { holds: [], paymentState: 'paid', details: {}, payments: [], ...given.order } as never,
  channel: { paymentDeadlineMinutes: given.deadline ?? 30 },
  location: {
    isOpen: true,
    calendar: { timeZone: 'Asia/Shanghai', workingWeekdays: MONDAY_TO_SATURDAY, holidays: [] },
    cutoffMinuteOfDay: 16 * 60,
    ...given.location,
  },
  settings: { workAheadDays: 1, worksAfterCutoff: false, ...given.settings },
  shipBy: given.shipBy ?? NOW + 8 * HOUR_MS,
});
const HOLD = { releasedAt: null } as GateFacts['order']['holds'][number];

test('[F2] the gates are asked in their order, and the first that is shut is named', () => {
  assert.equal(gateOfBeginning(facts({}), NOW), null);
  const all = {
    order: { holds: [HOLD], paymentState: 'failed' as const },
    location: { isOpen: false },
    shipBy: NOW + 9 * DAY,
  };
  assert.equal(gateOfBeginning(facts(all), NOW), 'held');
  const unheld = { ...all, order: { paymentState: 'failed' as const } };
  assert.equal(gateOfBeginning(facts(unheld), NOW), 'payment_unsettled');
  const paid = { ...all, order: {} };
  assert.equal(gateOfBeginning(facts(paid), NOW), 'location_closed');
  assert.equal(gateOfBeginning(facts({ shipBy: all.shipBy }), NOW), 'too_early');
});

test('[F2] a location works ahead by its working days, not on a day off, after the cut-off only for today', () => {
  const sunday = NOW + 6 * DAY;
  const monday = NOW + 7 * DAY;
  assert.equal(gateOfBeginning(facts({ shipBy: monday }), sunday), 'day_off');
  const saturday = NOW + 5 * DAY;
  assert.equal(
    gateOfBeginning(facts({ shipBy: monday }), saturday),
    null,
    'Sunday is no working day',
  );
  assert.equal(gateOfBeginning(facts({ shipBy: monday }), saturday - DAY), 'too_early');
  const evening = NOW + 7 * HOUR_MS;
  assert.equal(gateOfBeginning(facts({}), evening), null);
  const tomorrow = { shipBy: NOW + DAY };
  assert.equal(gateOfBeginning(facts(tomorrow), evening), 'after_cutoff');
  const late = { ...tomorrow, settings: { worksAfterCutoff: true } };
  assert.equal(gateOfBeginning(facts(late), evening), null);
});

test('[F3] only a hold and money stop work that has begun', () => {
  const closed = facts({ location: { isOpen: false }, shipBy: NOW + 9 * DAY });
  assert.equal(gateOfWork(closed), null);
  assert.equal(gateOfWork(facts({ order: { holds: [HOLD] } })), 'held');
  assert.equal(gateOfWork(facts({ order: { paymentState: 'refunded' } })), 'payment_unsettled');
});
