import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeVariation, parametersIn, type DecisionParameter } from './decision-parameters.ts';

const PARAMETERS: readonly DecisionParameter[] = [
  { path: 'limits.ordersMax', kind: 'number', minimum: 1, maximum: 50, isWhole: true },
  { path: 'days', kind: 'number', minimum: 0, maximum: 9, isWhole: false },
  { path: 'upTo', kind: 'number', minimum: 0, maximum: 100, isWhole: true, mayBeNull: true },
  { path: 'isOver', kind: 'switch' },
  { path: 'at', kind: 'instant' },
  { path: 'capture', kind: 'option', options: ['late', 'early'] },
  { path: 'reasons', kind: 'options', options: ['late', 'damaged'] },
  { path: 'aisles', kind: 'members', key: null, fields: [] },
  {
    path: 'boxes',
    kind: 'members',
    key: 'code',
    fields: [{ path: 'rate.cost', kind: 'number', minimum: 0, maximum: 9, isWhole: true }],
  },
];
const INPUT = {
  limits: { ordersMax: 20, name: 'small' },
  days: 1,
  upTo: 50,
  isOver: false,
  at: 1_000,
  capture: 'late',
  reasons: ['late'],
  aisles: [0, 0, 9],
  boxes: [
    { code: 'S', rate: { cost: 1 }, sides: [1, 2] },
    { code: 'M', rate: { cost: 2 }, sides: [3, 4] },
  ],
};
const [SMALL, MEDIUM] = INPUT.boxes;
const judge = (varied: object) => judgeVariation(PARAMETERS, INPUT, { ...INPUT, ...varied });

test('[H52] what parameters name is varied within their bounds', () => {
  for (const varied of [
    {},
    { limits: { ordersMax: 1, name: 'small' } },
    { days: 0.5, isOver: true, at: 5, capture: 'early', reasons: ['damaged', 'late'] },
    { upTo: null },
    { aisles: [9, 0] },
    { boxes: [] },
    { boxes: [MEDIUM, { ...SMALL, rate: { cost: 9 } }] },
  ]) {
    assert.equal(judge(varied), null, JSON.stringify(varied));
  }
});

test('[H52] everything else is refused, and the sentence says what', () => {
  for (const [varied, said] of [
    [
      { limits: { ordersMax: 51, name: 'small' } },
      /limits\.ordersMax must be a whole number from 1/,
    ],
    [{ limits: { ordersMax: 1.5, name: 'small' } }, /whole number/],
    [{ limits: { ordersMax: 5, name: 'large' } }, /limits\.name may not be varied; only these may/],
    [{ limits: null }, /limits may not be varied/],
    [{ days: 10 }, /days must be a number from 0 to 9/],
    [{ days: null }, /days must be a number/],
    [{ isOver: 'yes' }, /isOver must be true or false/],
    [{ at: -1 }, /at must be a moment/],
    [{ capture: 'never' }, /capture must be one of late, early/],
    [{ reasons: ['late', 'late'] }, /each once/],
    [{ aisles: [9, 9] }, /aisles may lose members, and gains none: 9 is not/],
    [{ boxes: [{ ...SMALL, code: 'L' }] }, /"L" is not among them/],
    [{ boxes: [SMALL, SMALL] }, /"S" is not among them/],
    [{ boxes: [{ ...SMALL, sides: [9, 9] }] }, /boxes: sides may not be varied/],
    [{ boxes: [{ ...SMALL, rate: { cost: 10 } }] }, /boxes: rate\.cost must be/],
    [{ boxes: 'none' }, /boxes must stay a list/],
    [{ boxes: [null] }, /not among them/],
    [{ more: 1 }, /more may not be varied/],
  ] as const) {
    assert.match(judge(varied) ?? 'nothing was said', said);
  }
  assert.match(judgeVariation([], { a: 1 }, { a: 2 }) ?? '', /nothing of it may/);
});

test('[H52] an input offers what it has of the parameters, and no null that may not be one', () => {
  const offered = parametersIn(PARAMETERS, {
    limits: {},
    days: null,
    upTo: null,
    at: 5,
    aisles: [],
    boxes: [{ code: 'S' }],
  });
  assert.deepEqual(
    offered.map(({ path }) => path),
    ['upTo', 'at', 'boxes'],
  );
  assert.deepEqual(offered.at(-1), { path: 'boxes', kind: 'members', key: 'code', fields: [] });
  // What is null and may not be, is not varied either.
  assert.match(
    judgeVariation(PARAMETERS, { days: null }, { days: 1 }) ?? '',
    /days may not be varied/,
  );
});
