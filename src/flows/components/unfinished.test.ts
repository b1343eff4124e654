import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPONENTS, findComponent, partsOf, type Component } from './index.ts';

const componentOf = (code: string): Component => {
  const found = findComponent(code);
  assert.ok(found !== undefined);
  return found;
};

test('[FD3] every component says what a new node of it offers, before anything is filled in', () => {
  for (const component of COMPONENTS) {
    const { outputs } = partsOf(component, {});
    assert.equal(outputs.length === 0, ['answer', 'end'].includes(component.code), component.code);
  }
});

test('[FD3] outputs follow the settings as far as these are right', () => {
  const choice = componentOf('switch');
  const cases = [{ output: 'gold', when: 'order.priority > 5' }, { output: 'silver' }, {}];
  const { outputs, expressions } = partsOf(choice, { cases });
  assert.deepEqual(outputs.slice(0, 2), ['gold', 'silver']);
  assert.equal(outputs.at(-1), 'otherwise');
  assert.deepEqual(
    expressions.map(({ pointer }) => pointer),
    ['/cases/0/when', '/cases/1/when', '/cases/2/when'],
  );
  assert.deepEqual(partsOf(componentOf('fork'), { branches: 'many' }).outputs, [
    'branch_1',
    'branch_2',
  ]);
});

test('[FD3] of alternatives the one is meant that shares most with what is there', () => {
  const wait = componentOf('wait_time');
  assert.equal(partsOf(wait, { until: 'order.placedAt' }).expressions[0]?.type, 'timestamp');
  assert.deepEqual(partsOf(wait, { minutes: 0 }).expressions, []);
});

test('[FD3] a form that is wrong hides nothing of its node', () => {
  const forms = [null, [], {}, { type: 'object' }, { type: 'object', properties: { size: null } }];
  for (const form of forms) {
    const settings = { title: 'Look', role: 'agent', outputs: ['yes', 'no'], form };
    assert.deepEqual(partsOf(componentOf('human_task'), settings).outputs, ['yes', 'no']);
  }
});
