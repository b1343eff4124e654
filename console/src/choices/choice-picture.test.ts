import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureOf } from './choice-picture.ts';

const namesOf = (kind: string, choice: object) =>
  pictureOf(kind, choice, {}).rows.map(({ name, isChosen, reason }) => [
    name.value,
    isChosen,
    reason?.value ?? null,
  ]);

test('the cartons that were chosen stand first, and only what came to something else is a rival', () => {
  const choice = {
    cartons: [{ box: 'S' }, { box: 'M' }],
    costMinor: 90,
    tried: [
      { box: 'XL', cartons: 2, costMinor: 90 },
      { box: 'S', cartons: 2, costMinor: 90 },
      { box: 'M', cartons: 3, costMinor: 90 },
      { box: 'L', cartons: 1, costMinor: 120 },
    ],
  };
  assert.deepEqual(namesOf('fulfilment.carton', choice), [
    ['S + M', true, null],
    ['M', false, 'more_cartons'],
    ['L', false, 'costs_more'],
  ]);
});

test('where goods come back to: the chosen place, then the country, then the nearest', () => {
  const place = (code: string, distanceKilometres: number, isAbroad: boolean) => ({
    code,
    distanceKilometres,
    isAbroad,
    rejected: null,
  });
  const choice = {
    place: 'NJ',
    candidates: [place('HZ', 10, true), place('LA', 4_000, false), place('NJ', 900, false)],
  };
  assert.deepEqual(
    namesOf('returns.approval', choice).map(([code, isChosen]) => [code, isChosen]),
    [
      ['NJ', true],
      ['LA', false],
      ['HZ', false],
    ],
  );
});
