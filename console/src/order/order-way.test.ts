import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderWay, placeOf, shareDone } from './order-way.ts';

test('an address lies at its coordinates, else in the middle of its country', () => {
  assert.deepEqual(placeOf({ countryCode: 'NL', longitude: 4.4, latitude: 51.8 }), [4.4, 51.8]);
  assert.deepEqual(placeOf({ countryCode: 'NL' }), [5.3, 52.1]);
  assert.equal(placeOf({ countryCode: 'XX' }), null);
});

test('a shipment is as far as the furthest that was told of it, and back at the start when it came back', () => {
  const tracking = [{ kind: 'out_for_delivery' }, { kind: 'in_transit' }] as never;
  assert.equal(shareDone({ state: 'in_transit', tracking }), 0.9);
  assert.equal(shareDone({ state: 'delivered', tracking: [] }), 1);
  assert.equal(shareDone({ state: 'returned_to_sender', tracking }), 0);
});

test('each place stands on the map once, each parcel and each plan has its way', () => {
  const address = { countryCode: 'CN', longitude: 120, latitude: 30, lines: [] };
  const { points, ways } = orderWay({
    order: {
      shipTo: { countryCode: 'DE', lines: [] },
      shipments: [{ location: 'HGH' }, { location: 'GONE' }] as never,
    },
    shipments: [
      { id: '1-1-S1', location: 'HGH', state: 'shipped', tracking: [], shipFrom: address },
      { id: '1-1-S0', location: 'HGH', state: 'voided', tracking: [], shipFrom: address },
    ] as never,
    locations: new Map([['HGH', { address } as never]]),
    nameOf: (code) => code,
    destinationLabel: 'Berlin',
  });
  assert.deepEqual(
    points.map(({ id }) => id),
    ['HGH', 'destination'],
  );
  assert.deepEqual(
    ways.map(({ id, done }) => [id, done]),
    [
      ['1-1-S1', 0.15],
      ['planned 0', 0],
    ],
  );
});

test('a way from China to America goes across the Pacific', () => {
  const shipFrom = { countryCode: 'CN', longitude: 117, latitude: 39, lines: [] };
  const { points, ways } = orderWay({
    order: {
      shipTo: { countryCode: 'US', longitude: -122, latitude: 37, lines: [] },
      shipments: [],
    },
    shipments: [
      { id: '1-1-S1', location: 'TSN', state: 'booked', tracking: [], shipFrom },
    ] as never,
    locations: new Map(),
    nameOf: (code) => code,
    destinationLabel: 'San Francisco',
  });
  assert.equal(points.find(({ id }) => id === 'destination')?.longitude, 238);
  assert.deepEqual(ways[0]?.to, [238, 37]);
});
