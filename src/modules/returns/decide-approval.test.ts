import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RETURN_RULES_DEFAULT } from '../../../contracts/returns.ts';
import { approvalDecision, type ApprovalInput, type ReturnPlace } from './decide-approval.ts';

const place = (code: string, more: Partial<ReturnPlace> = {}): ReturnPlace => ({
  code,
  kind: 'warehouse',
  isOpen: true,
  countryCode: 'CN',
  regionCode: null,
  latitude: null,
  longitude: null,
  ...more,
});

const placeFor = (from: Partial<ApprovalInput['from']>, places: readonly ReturnPlace[]) =>
  approvalDecision.decide({
    now: 0,
    deliveredAt: 0,
    windowDays: 30,
    valueMinor: 100,
    reasons: ['changed_mind'],
    from: { countryCode: 'CN', regionCode: null, latitude: null, longitude: null, ...from },
    places,
    wantedPlace: null,
    rules: RETURN_RULES_DEFAULT,
  }).place;

test('[R2] goods go to the customer’s country, then to the nearest, without coordinates to the region', () => {
  const places = [
    place('CTU', { regionCode: 'SC', latitude: 30.6, longitude: 104.1 }),
    place('SHA', { regionCode: 'SH', latitude: 31.2, longitude: 121.5 }),
    place('HAM', { countryCode: 'DE', regionCode: 'SH', latitude: 53.6, longitude: 10 }),
  ];
  assert.equal(placeFor({ regionCode: 'SH' }, places), 'SHA');
  assert.equal(placeFor({ regionCode: 'BJ' }, places), 'CTU');
  assert.equal(
    placeFor({ regionCode: 'SH', latitude: 30.5, longitude: 104 }, places),
    'CTU',
    'coordinates say more than the region',
  );
  assert.equal(placeFor({ countryCode: 'DE', regionCode: 'SC' }, places), 'HAM');
});
