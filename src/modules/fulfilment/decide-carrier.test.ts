import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { billedGrams, dimensionalGrams, isOversize } from './carriers/billed-weight.ts';
import { s10CheckDigit, s10Number } from './carriers/s10.ts';
import { CARRIER_DECISION, type CarrierInput, type ServiceOffer } from './decide-carrier.ts';
import { gs1CheckDigit, ssccOf } from './sscc.ts';

const HOUR = 3_600_000;
const SHIP_AT = Date.UTC(2026, 10, 2, 10);
const CONTRACT = { dimensional: null, weightStepGrams: 1, fuelPermille: 0, oversize: null };

function offer(service: string, days: number, priceMinor: number, more: object = {}): ServiceOffer {
  return {
    service,
    carrier: service,
    route: {
      service,
      movingWeekdays: [true, true, true, true, true, true, true],
      transitDaysMin: days,
      transitDaysMax: days,
      distanceKilometres: 500,
      timeZone: 'Asia/Shanghai',
      carbonGramsPerTonneKilometre: 62,
      parcelGramsMax: 30_000,
      bracketGrams: [1_000],
      bracketMinor: [priceMinor],
      extraKilogramMinor: 200,
      leastPriceMinor: priceMinor,
      isRising: true,
    },
    contract: CONTRACT,
    remoteSurchargeMinor: 0,
    ...more,
  };
}

const input = (given: Partial<CarrierInput>): CarrierInput => ({
  shipAt: SHIP_AT,
  deliverBy: SHIP_AT + 60 * HOUR,
  plannedService: 'PLAN',
  parcels: [{ weightGrams: 800, outerMillimetres: [300, 200, 100] }],
  offers: [],
  ...given,
});

test('[F12] the cheapest service that keeps the promise is taken, and the others say why not', () => {
  const choice = CARRIER_DECISION.decide(
    input({ offers: [offer('FAST', 1, 2_000), offer('PLAN', 2, 900), offer('SLOW', 6, 400)] }),
  );
  assert.equal(choice.chosen?.service, 'PLAN');
  assert.equal(choice.keepsPromise, true);
  assert.deepEqual(
    choice.candidates.map(({ service, rejected }) => [service, rejected]),
    [
      ['SLOW', 'breaks_promise'],
      ['PLAN', null],
      ['FAST', 'costs_more'],
    ],
  );
});

test('[F12] between equals what sourcing planned with stays; when none keeps the promise the first to arrive goes', () => {
  const equal = CARRIER_DECISION.decide(
    input({ offers: [offer('ALPHA', 2, 900), offer('PLAN', 2, 900)] }),
  );
  assert.equal(equal.chosen?.service, 'PLAN');
  const late = CARRIER_DECISION.decide(
    input({
      deliverBy: SHIP_AT + HOUR,
      offers: [offer('PLAN', 4, 100), offer('FAST', 2, 5_000)],
    }),
  );
  assert.equal(late.chosen?.service, 'FAST');
  assert.equal(late.keepsPromise, false);
  assert.equal(CARRIER_DECISION.decide(input({})).chosen, null);
});

test('[F12] billed are dimensional weight, weight steps, fuel, remote areas and oversize, each parcel by itself', () => {
  const contract = {
    dimensional: { cubicCentimetresPerKilogram: 5_000, rounding: 'up_centimetre' as const },
    weightStepGrams: 500,
    fuelPermille: 150,
    oversize: { longestMillimetres: 1_000, girthMillimetres: 3_000, surchargeMinor: 700 },
  };
  const parcels = [
    { weightGrams: 800, outerMillimetres: [301, 200, 100] as const },
    { weightGrams: 900, outerMillimetres: [1_100, 100, 100] as const },
  ];
  // 31 x 20 x 10 / 5 = 1,240 grams, billed as 1,500; 110 x 10 x 10 / 5 = 2,200, billed as 2,500.
  const { chosen } = CARRIER_DECISION.decide(
    input({ parcels, offers: [offer('PLAN', 1, 1_000, { contract, remoteSurchargeMinor: 300 })] }),
  );
  assert.equal(chosen?.billedGrams, 1_500 + 2_500);
  assert.equal(chosen?.freightMinor, 1_200 + 1_400);
  assert.equal(chosen?.fuelMinor, 390);
  assert.equal(chosen?.surchargeMinor, 700 + 2 * 300);
  assert.equal(chosen?.costMinor, 2_600 + 390 + 1_300);
  const heavy = CARRIER_DECISION.decide(
    input({
      parcels: [{ weightGrams: 40_000, outerMillimetres: null }],
      offers: [offer('PLAN', 1, 1)],
    }),
  );
  assert.equal(heavy.candidates[0]?.rejected, 'too_heavy');
  assert.equal(heavy.chosen, null);
});

test('[F12] sides are rounded as the contract says before they are multiplied', () => {
  const sides = [304, 206, 101] as const;
  const by = (rounding: 'none' | 'nearest_centimetre' | 'up_centimetre') =>
    dimensionalGrams(sides, { cubicCentimetresPerKilogram: 6_000, rounding });
  assert.equal(by('none'), Math.ceil((304 * 206 * 101) / 6_000));
  assert.equal(by('nearest_centimetre'), Math.ceil((30 * 21 * 10 * 1_000) / 6_000));
  assert.equal(by('up_centimetre'), Math.ceil((31 * 21 * 11 * 1_000) / 6_000));
  assert.equal(
    billedGrams(
      { weightGrams: 1_001, outerMillimetres: null },
      { ...CONTRACT, weightStepGrams: 500 },
    ),
    1_500,
  );
  const oversize = { longestMillimetres: 1_500, girthMillimetres: 3_000, surchargeMinor: 1 };
  assert.equal(isOversize([1_000, 500, 500], oversize), false);
  assert.equal(isOversize([1_000, 600, 500], oversize), true);
});

test('[F11] an SSCC has 18 digits with a check digit, and serial numbers never give the same twice', () => {
  // The example of the GS1 General Specifications, section 7.9.1.
  assert.equal(gs1CheckDigit('37610425002123456'), 9);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999_999 }),
      fc.integer({ min: 0, max: 9 }),
      (serial, digit) => {
        const sscc = ssccOf('0400000', digit, serial);
        assert.match(sscc, /^\d{18}$/);
        assert.equal(gs1CheckDigit(sscc.slice(0, 17)), Number(sscc[17]));
        assert.notEqual(ssccOf('0400000', digit, serial + 1), sscc);
      },
    ),
  );
});

test('[F12] postal item numbers have the check digit of the Universal Postal Union', () => {
  // The example of UPU standard S10: item 47312482 has the check digit 9.
  assert.equal(s10CheckDigit('47312482'), 9);
  assert.equal(s10Number('RR', 47_312_482, 'AU'), 'RR473124829AU');
});
