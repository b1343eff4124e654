import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayToText } from '../../kernel/calendar.ts';
import { instantToText } from '../../kernel/clock.ts';
import {
  compileRules,
  destinationOf,
  routesFrom,
  type CompiledLocation,
  type Route,
} from './compile-rules.ts';
import type { CarrierService, SourcingLocation } from './model.ts';
import { arrivalOf, departureOf } from './promise.ts';
import { at, exampleLane, exampleLocation, exampleRules, exampleService } from './testing.ts';

function compiled(change: Partial<SourcingLocation>): CompiledLocation {
  return compileRules(exampleRules({ locations: [exampleLocation(1, change)] }))
    .locations[0] as CompiledLocation;
}

function shipDay(
  change: Partial<SourcingLocation>,
  readyAt: string,
  fullDays?: readonly string[],
): string | null {
  const days = fullDays?.map((day) => at(`${day}T00:00:00Z`) / 86_400_000);
  const departure = departureOf(compiled(change), at(readyAt), days);
  return departure === null ? null : dayToText(departure.shipDay);
}

function route(
  lane: Partial<CarrierService['lanes'][number]>,
  change: Partial<CarrierService> = {},
): Route {
  const rules = compileRules(
    exampleRules({ services: [exampleService({ lanes: [exampleLane(lane)], ...change })] }),
  );
  const location = rules.locations[0] as CompiledLocation;
  return routesFrom(
    destinationOf(rules, lane.destinationCountryCode ?? 'CN', null),
    location,
  )[0] as Route;
}

function delivery(
  change: Partial<CarrierService['lanes'][number]>,
  shipAt: string,
  service: Partial<CarrierService> = {},
): string[] {
  const { deliverFrom, deliverBy } = arrivalOf(route(change, service), at(shipAt));
  return [instantToText(deliverFrom), instantToText(deliverBy)];
}

test('[S16] an order within the cut-off minute leaves today, one a minute later on the next working day', () => {
  assert.equal(shipDay({}, '2026-03-04T05:59:59Z'), '2026-03-04');
  assert.equal(shipDay({}, '2026-03-04T06:00:59Z'), '2026-03-04');
  assert.equal(shipDay({}, '2026-03-04T06:01:00Z'), '2026-03-05');
});

test('[S16] the day is that of the location: late on Tuesday in UTC is Wednesday in Shanghai', () => {
  assert.equal(shipDay({}, '2026-03-03T23:00:00Z'), '2026-03-04');
});

test('[S16] handling counts working days only: Friday, a weekend, a holiday', () => {
  assert.equal(shipDay({ handlingDays: 1 }, '2026-03-06T02:00:00Z'), '2026-03-09');
  const holidays = ['2026-03-09'];
  const calendar = { ...exampleLocation(1).calendar, holidays };
  assert.equal(shipDay({ handlingDays: 1, calendar }, '2026-03-06T02:00:00Z'), '2026-03-10');
  // Taken on Saturday counts as taken on the next working day, Tuesday, and one day later it leaves.
  assert.equal(shipDay({ handlingDays: 1, calendar }, '2026-03-07T02:00:00Z'), '2026-03-11');
});

test('[S16] a full day moves the shipment to the next working day that is not full', () => {
  assert.equal(shipDay({}, '2026-03-04T02:00:00Z', ['2026-03-04', '2026-03-05']), '2026-03-06');
  assert.equal(shipDay({}, '2026-03-06T02:00:00Z', ['2026-03-06']), '2026-03-09');
});

test('[S16] no capacity, or no working day at all, is no departure', () => {
  assert.equal(shipDay({ dailyCapacityShipments: 0 }, '2026-03-04T02:00:00Z'), null);
  const calendar = {
    ...exampleLocation(1).calendar,
    workingWeekdays: [false, false, false, false, false, false, false],
  };
  assert.equal(shipDay({ calendar }, '2026-03-04T02:00:00Z'), null);
});

test('[S16] goods are handed over at 18:00, at the cut-off where that is later, and never before the order', () => {
  const shipAt = (change: Partial<SourcingLocation>, readyAt: string): string =>
    instantToText(departureOf(compiled(change), at(readyAt), undefined)?.shipAt ?? 0);
  assert.equal(shipAt({}, '2026-03-04T02:00:00Z'), '2026-03-04T10:00:00.000Z');
  assert.equal(
    shipAt({ cutoffMinuteOfDay: 20 * 60 }, '2026-03-04T02:00:00Z'),
    '2026-03-04T12:00:00.000Z',
  );
  assert.equal(
    shipAt({ cutoffMinuteOfDay: 20 * 60 }, '2026-03-04T12:00:30Z'),
    '2026-03-04T12:00:30.000Z',
  );
});

test('[S16] asking again, also after other moments and full days, gives the same answer', () => {
  const location = compiled({});
  const ask = (full?: readonly number[]): unknown =>
    departureOf(location, at('2026-03-04T02:00:00Z'), full);
  const first = ask();
  assert.notDeepEqual(ask([20_516]), first);
  departureOf(location, at('2026-03-04T09:00:00Z'), undefined);
  assert.deepEqual(ask(), first);
});

test('[S17] transit counts the moving days of the carrier: Friday evening, two days, none on Sunday', () => {
  const service = { movingWeekdays: [false, true, true, true, true, true, true] };
  assert.deepEqual(delivery({}, '2026-03-06T10:00:00Z', service), [
    '2026-03-07T00:00:00.000Z',
    '2026-03-09T12:00:00.000Z',
  ]);
});

test('[S17] the clock change in New York moves 20:00 from UTC-5 to UTC-4', () => {
  const lane = { destinationCountryCode: 'US', destinationTimeZone: 'America/New_York' };
  // Handed over on Friday 2026-03-06; clocks go forward in the night to Sunday 2026-03-08.
  assert.deepEqual(delivery(lane, '2026-03-06T15:00:00Z'), [
    '2026-03-07T13:00:00.000Z',
    '2026-03-09T00:00:00.000Z',
  ]);
  assert.equal(
    delivery({ ...lane, transitDaysMax: 1 }, '2026-03-06T15:00:00Z')[1],
    '2026-03-08T01:00:00.000Z',
  );
});

test('[S17] days are counted at the destination: 18:00 on Monday in Shanghai is still Monday in Los Angeles', () => {
  const lane = {
    destinationCountryCode: 'US',
    destinationTimeZone: 'America/Los_Angeles',
    transitDaysMin: 5,
    transitDaysMax: 7,
  };
  // 2026-03-02T10:00Z is 02:00 on the 2nd in Los Angeles; five days on, 2026-03-07 08:00 at UTC-8.
  assert.deepEqual(delivery(lane, '2026-03-02T10:00:00Z'), [
    '2026-03-07T16:00:00.000Z',
    '2026-03-10T03:00:00.000Z',
  ]);
});

test('[S17] no transit days: the same evening, or the next moving day when 20:00 has passed or the carrier rests', () => {
  const lane = { transitDaysMin: 0, transitDaysMax: 0 };
  assert.deepEqual(delivery(lane, '2026-03-04T10:00:00Z'), [
    '2026-03-04T10:00:00.000Z',
    '2026-03-04T12:00:00.000Z',
  ]);
  assert.equal(delivery(lane, '2026-03-04T12:30:00Z')[1], '2026-03-05T12:00:00.000Z');
  const service = { movingWeekdays: [true, true, true, false, true, true, true] };
  assert.equal(delivery(lane, '2026-03-04T10:00:00Z', service)[1], '2026-03-05T12:00:00.000Z');
});
