import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FulfilmentOrderRead, PickListView } from '../contracts/fulfilment-answers.ts';
import type { Step } from './at-work.ts';
import { advanceErrand, type ErrandUnderWay } from './errands.ts';
import type { Floor } from './floor.ts';
import { requestOfStep } from './live-requests.ts';

const AT = Date.UTC(2026, 10, 2, 9);

/** A floor on which only the named lists hold anything, each by its state. */
function floorWith(lists: Readonly<Record<string, readonly unknown[]>>): Floor {
  return {
    list: (name, state) => Promise.resolve((lists[`${name}/${state}`] ?? []) as never),
    order: () => Promise.resolve({ fulfilmentOrders: [], shipments: [] }),
    pickUps: () => Promise.resolve([]),
    stockAt: () => Promise.resolve([]),
    proposedSnapshots: () => Promise.resolve([]),
    countTasks: () => Promise.resolve([]),
    onHand: () => Promise.resolve(0),
    serialsAt: () => Promise.resolve([]),
  };
}

async function allSteps(
  floor: Floor,
  luck: number,
  kind: 'work_at_locations' | 'mind_exceptions' = 'work_at_locations',
): Promise<readonly Step[]> {
  const action = { kind, luck, at: AT, key: 'world/1/1' } as const;
  const steps: Step[] = [];
  let errand: ErrandUnderWay | null = { action, phase: 0 };
  while (errand !== null) {
    const advanced = await advanceErrand(errand, { floor, at: AT, find: () => undefined });
    steps.push(...advanced.steps);
    errand = advanced.next;
  }
  return steps;
}

const PICK_LIST = {
  id: 'CN-HGH-1-W1-P1',
  version: 1,
  lines: [1, 2, 3].map((number) => ({
    number,
    sku: `SKU-${number}`,
    wanted: [{ fulfilmentOrder: '1-1', lineNumber: number, quantity: 4, picked: 0, dropped: 0 }],
  })),
} as unknown as PickListView;
const OPEN_ORDER = { id: '1-1', location: 'CN-HGH-1', gate: null } as FulfilmentOrderRead;
const KEPT_ORDER = { id: '2-1', location: 'CN-HGH-1', gate: 'too_early' } as FulfilmentOrderRead;

test('[T11] the same luck on the same floor finds the same steps under the same names', async () => {
  const floor = floorWith({ 'pickLists/open': [PICK_LIST] });
  const steps = await allSteps(floor, 7);
  assert.ok(steps.length > 0);
  assert.deepEqual(await allSteps(floor, 7), steps);
  const lucks = Array.from({ length: 40 }, (_, luck) => allSteps(floor, luck));
  const bodies = (await Promise.all(lucks)).map((each) => JSON.stringify(each));
  assert.ok(
    bodies.some((body) => body.includes('isShort')),
    'now and then something is missing',
  );
});

test('[T11] what a gate keeps is left alone, and every step has its call of the API', async () => {
  const floor = floorWith({
    'fulfilmentOrders/open': [OPEN_ORDER, KEPT_ORDER],
    'changeRequests/pending': [{ id: 'R1' }],
    'waves/planned': [{ id: 'W1' }],
    'pickLists/open': [PICK_LIST],
  });
  const steps = await allSteps(floor, 3);
  const planned = steps.find(({ kind }) => kind === 'plan_waves');
  assert.deepEqual(planned?.body, { location: 'CN-HGH-1', fulfilmentOrders: ['1-1'] });
  assert.equal(new Set(steps.map(({ name }) => name)).size, steps.length);
  const calls = steps.map((step) => requestOfStep(step, (text) => text));
  assert.ok(calls.some(({ path }) => path === '/v1/fulfilment/sites/CN-HGH-1/waves'));
  for (const { path, body } of calls) {
    assert.doesNotMatch(path, /:id|undefined/);
    assert.ok(!('pickList' in body) && !('wave' in body), 'the path names what it is about');
  }
});

test('[T11] what nobody knows of is found out where it was asked for, and its exception closes by that', async () => {
  const wanted = [{ name: 'number', type: 'string' }];
  const floor = floorWith({
    'effects/unsure': [{ id: 'an-effect', wanted }],
    'exceptions/open': [{ id: 'an-exception', version: 1, kind: 'effect_unsure' }],
  });
  const lucks = Array.from({ length: 100 }, (_, luck) => allSteps(floor, luck, 'mind_exceptions'));
  const steps = (await Promise.all(lucks)).flat();
  const outcomes = steps.map(({ body }) => JSON.stringify(body));
  assert.ok(outcomes.some((body) => body.includes('"done","values":{"number":')));
  assert.ok(outcomes.some((body) => body.includes('"failed","note"')));
  assert.deepEqual([...new Set(steps.map(({ kind }) => kind))], ['decide_effect']);
  const [first] = steps;
  assert.ok(first !== undefined);
  assert.equal(requestOfStep(first, String).path, '/v1/flow-effects/an-effect/settle');
});
