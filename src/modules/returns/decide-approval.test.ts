import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { RETURN_RULES_DEFAULT } from '../../../contracts/returns.ts';
import type { ReturnSaid } from '../orders/index.ts';
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

const ASKED: ApprovalInput = {
  now: 0,
  deliveredAt: 0,
  windowDays: 30,
  valueMinor: 100,
  reasons: ['changed_mind'],
  from: { countryCode: 'CN', regionCode: null, latitude: null, longitude: null },
  places: [],
  wantedPlace: null,
  rules: RETURN_RULES_DEFAULT,
};

const placeFor = (from: Partial<ApprovalInput['from']>, places: readonly ReturnPlace[]) =>
  approvalDecision.decide({ ...ASKED, from: { ...ASKED.from, ...from }, places }).place;

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

test('[R34] of what is said of a return the strictest counts; who approves has the rules overruled', () => {
  const late: Partial<ApprovalInput> = { deliveredAt: -40 * DAY_MS };
  const judged = (more: Partial<ApprovalInput>, ...verdicts: readonly ReturnSaid['verdict'][]) => {
    const said = verdicts.map((verdict) => ({ verdict, reason: verdict, by: 'flow/x' }));
    const { verdict, asks, reason } = approvalDecision.decide({ ...ASKED, ...more, said });
    return [verdict, ...asks, ...(reason === undefined ? [] : [reason])];
  };
  assert.deepEqual(judged({}), ['approved']);
  assert.deepEqual(judged(late), ['asks', 'outside_window']);
  assert.deepEqual(judged(late, 'approve'), ['approved']);
  assert.deepEqual(judged({}, 'ask', 'approve'), ['asks', 'flow']);
  assert.deepEqual(judged(late, 'ask'), ['asks', 'outside_window', 'flow']);
  assert.deepEqual(judged({}, 'approve', 'reject', 'ask'), ['rejected', 'reject']);
});
