import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { advance, compileFlow, newRun, wake, type FindDefinition } from '../engine/index.ts';
import { draw, node } from '../testing.ts';
import { compile, mark, NOW, problemsOf, run, SCHEMA, world } from './run-drawing.testing.ts';

const CALL = { trigger: { kind: 'call' } } as const;
const called =
  (...definitions: readonly FlowDefinition[]): FindDefinition =>
  ({ flow, version }) =>
    version === 1 ? definitions.find(({ code }) => code === flow) : undefined;

test('[FC7] a sub-flow goes on when all that moves in it has ended, forks and waits included', () => {
  const inner = draw(
    'inner',
    [
      node('split', 'fork', { branches: 3 }),
      node('rest', 'wait_time', { minutes: 1 }),
      mark('b'),
      node('over', 'end', { outcome: 'continue' }),
      node('meet', 'join'),
      mark('both'),
    ],
    [
      'split.branch_1 > rest',
      'split.branch_2 > b',
      'b.next > over',
      'split.branch_3 > meet',
      'meet.next > both',
    ],
    CALL,
  );
  const middle = draw(
    'middle',
    [node('go', 'sub_flow', { flow: 'inner', version: 1 }), mark('then')],
    ['go.next > then'],
    CALL,
  );
  const outer = draw(
    'outer',
    [node('call', 'sub_flow', { flow: 'middle', version: 1 }), mark('behind')],
    ['call.next > behind'],
  );
  const flow = compile(outer, called(inner, middle));
  const { done, visitOf } = world();
  const resting = advance(flow, newRun(flow), visitOf);
  assert.deepEqual(done, ['b=x']);
  const waiting = resting.tokens.find(({ wait }) => wait !== null);
  assert.equal(waiting?.node, 'call.go.rest');
  const due = { kind: 'due', now: NOW + 60_000 } as const;
  const woken = wake(flow, resting, waiting.number, due);
  assert.ok(woken !== null);
  const ended = advance(flow, woken, visitOf);
  assert.deepEqual([ended.tokens, ended.failures], [[], []]);
  assert.deepEqual(done, ['b=x', 'both=x', 'then=x', 'behind=x']);
});

test('[FC7] what a sub-flow leaves behind is its own, and what it refuses is refused', () => {
  const inner = draw(
    'inner',
    [
      node('stock', 'query_stock', { sku: 'TEA' }),
      node('few', 'condition', { when: 'steps.stock.available < n' }),
      node('no', 'end', { outcome: 'reject', reason: 'too few' }),
    ],
    ['stock.next > few', 'few.yes > no'],
    CALL,
  );
  const outer = draw(
    'outer',
    [node('call', 'sub_flow', { flow: 'inner', version: 1 }), mark('fine')],
    ['call.next > fine'],
  );
  const find = called(inner);
  assert.deepEqual(run(outer, { n: 9 }, find).outcome, {
    kind: 'reject',
    reason: 'too few',
    node: 'call.no',
  });
  assert.deepEqual(run(outer, { n: 5 }, find).did, ['fine=x']);
  assert.deepEqual(compile(outer, find).needs.skus, ['TEA']);
});

test('[FC12] what the ends of a called flow name is read behind the call, by its type, and checked', () => {
  const over = (id: string, values: Readonly<Record<string, string>>) =>
    node(id, 'end', { outcome: 'continue', values });
  const inner = draw(
    'inner',
    [
      node('few', 'condition', { when: 'n < 5' }),
      over('small', { left: 'n + 1', told: "'few'" }),
      over('large', { left: 'n * 2' }),
    ],
    ['few.yes > small', 'few.no > large'],
    { ...CALL, filter: 'n > 0' },
  );
  const call = node('call', 'sub_flow', { flow: 'inner', version: 1 });
  const outer = (value: string) =>
    draw(
      'outer',
      [call, node('behind', 'set_attribute', { name: 'a', value })],
      ['call.next > behind'],
    );
  const find = called(inner);
  const asked = outer('has(steps.call.told) ? steps.call.told : string(has(steps.call.left))');
  assert.deepEqual(run(outer('steps.call.left + 1'), { n: 1 }, find).did, ['a=3']);
  assert.deepEqual(run(asked, { n: 4 }, find).did, ['a=few']);
  assert.deepEqual(run(asked, { n: 9 }, find).did, ['a=true']);
  assert.deepEqual(run(asked, { n: 0 }, find).did, ['a=false'], 'its filter leaves it out');
  assert.deepEqual(problemsOf(outer('steps.call.lefd'), find), ['wrong_expression at behind']);
  assert.deepEqual(problemsOf(outer("steps.call.left + 'x'"), find), [
    'wrong_expression at behind',
  ]);
  // The second round is left out, and nothing is left of the first.
  const rounds = draw(
    'outer',
    [node('again', 'loop', { while: 'true', roundsMax: 2 }), call],
    ['again.again > call', 'call.next > again'],
  );
  const flow = compile(rounds, find);
  const { visitOf } = world();
  const ended = advance(flow, newRun(flow), (iteration, at) => ({
    ...visitOf(iteration, at),
    facts: { n: iteration === 0 ? 9 : 0 },
  }));
  assert.deepEqual([ended.trail.length, ended.values['call']], [7, {}]);
  const differing = draw(
    'inner',
    [...inner.nodes.slice(0, 2), over('large', { left: "'x'" })],
    ['few.yes > small', 'few.no > large'],
    CALL,
  );
  assert.deepEqual(problemsOf(differing), ['wrong_type at large']);
  assert.deepEqual(problemsOf(draw('lists', [over('end', { all: '[n]' })], [], CALL)), [
    'wrong_type at end',
  ]);
  assert.deepEqual(problemsOf(draw('alone', [over('end', { n: 'n' })], [])), [
    'no_caller_here at end',
  ]);
  const wrong = called({ ...inner, filter: 'm > 0' });
  assert.deepEqual(problemsOf(outer('1'), wrong), ['wrong_expression at call']);
});
test('[FC8] flows that call themselves, are not there or are not made to be called are problems', () => {
  const calls = (code: string, flow: string, version = 1) =>
    draw(code, [node('call', 'sub_flow', { flow, version })], [], CALL);
  const find = called(
    calls('a', 'b'),
    calls('b', 'a'),
    calls('c', 'd', 2),
    draw('e', [mark('x')], []),
  );
  assert.deepEqual(problemsOf(calls('a', 'b'), find), ['calls_itself at call']);
  assert.deepEqual(problemsOf(calls('z', 'c'), find), ['no_such_flow at call']);
  assert.deepEqual(problemsOf(calls('z', 'e'), find), ['no_such_flow at call']);
  const chain = Array.from({ length: 8 }, (_, index) => calls(`f${index}`, `f${index + 1}`));
  assert.deepEqual(problemsOf(calls('z', 'f0'), called(...chain)), ['too_deep at call']);
  const settings = { connector: 'chat', path: '/', style: 'plain', message: 'kind' };
  const asks = draw('asks', [node('tell', 'notify', settings)], []);
  const gone = compileFlow(asks, SCHEMA, undefined, () => false);
  assert.ok(gone.kind === 'problems', 'what it asks is not set up');
  assert.deepEqual(
    gone.problems.map(({ code, node: at, setting }) => [code, at, setting]),
    [['no_such_connector', 'tell', '/connector']],
  );
  assert.equal(compileFlow(asks, SCHEMA, undefined, () => true).kind, 'compiled');
});
