import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import {
  findComponent,
  type Deeds,
  type EffectAsked,
  type Step,
  type Values,
  type Visit,
} from '../components/index.ts';
import type { FactSchema } from '../expressions/index.ts';
import { advance, compileFlow, newRun, wake, type CompiledFlow } from './index.ts';

const SCHEMA: FactSchema = {
  records: {},
  variables: { n: { type: 'int' }, at: { type: 'timestamp' } },
};
const NOW = Date.UTC(2026, 10, 23);

type Edge = `${string}.${string} > ${string}`;

/** A flow in short: nodes with their settings, connections as 'from.output > to'. */
function draw(
  nodes: Readonly<Record<string, readonly [component: string, settings?: object]>>,
  edges: readonly Edge[],
): FlowDefinition {
  return {
    format: 1,
    code: 'trial',
    names: { en: 'Trial' },
    trigger: { kind: 'call' },
    start: Object.keys(nodes)[0] as string,
    nodes: Object.entries(nodes).map(([id, [component, settings = {}]]) => ({
      id,
      component,
      settings: settings as Record<string, unknown>,
    })),
    edges: edges.map((edge) => {
      const [from, output, to] = edge.split(/\.| > /) as [string, string, string];
      return { from, output, to };
    }),
  };
}

function compiled(definition: FlowDefinition): CompiledFlow {
  const outcome = compileFlow(definition, SCHEMA);
  assert.equal(outcome.kind, 'compiled', JSON.stringify(outcome));
  return outcome.kind === 'compiled' ? outcome.flow : assert.fail();
}

/** Runs until nothing moves; `marks` are the attributes that were set, in order. */
function world(facts: Readonly<Record<string, unknown>> = {}) {
  const marks: string[] = [];
  const deeds: Deeds = {
    hold: () => null,
    takeOff: () => null,
    flag: () => null,
    sourceAgain: () => null,
    reserve: () => 'a-reservation',
    releaseReservation: () => null,
    openTask: () => 'a-task',
    advise: () => null,
    countLimit: () => ({ kind: 'within', used: 0 }),
    releaseHolds: () => null,
    setAttribute(name) {
      marks.push(name);
      return null;
    },
  };
  const visitOf = (iteration: number, node: string): Visit => ({
    facts,
    now: NOW,
    deeds,
    ask: { available: (sku) => (sku === 'TEA' ? 7 : null) },
    node,
    newId: () => 'an-id',
    iteration,
  });
  return { marks, visitOf };
}

const mark = (name: string) => ['set_attribute', { name, value: '1' }] as const;

test('[FE1] a token goes along the connections; an output that leads nowhere ends it', () => {
  const flow = compiled(
    draw({ big: ['condition', { when: 'n > 5' }], yes: mark('big') }, ['big.yes > yes']),
  );
  for (const [n, trail, marks] of [
    [9, ['big', 'yes'], ['big']],
    [1, ['big'], []],
  ] as const) {
    const place = world({ n });
    const run = advance(flow, newRun(flow), place.visitOf);
    assert.deepEqual(run.trail, trail);
    assert.deepEqual(place.marks, marks);
    assert.deepEqual(run.tokens, []);
    assert.deepEqual(run.outcome, { kind: 'continue' });
  }
});

test('[FE2] a join goes on once, for the branches that live', () => {
  const flow = compiled(
    draw(
      {
        split: ['fork', { branches: 3 }],
        a: mark('a'),
        fails: ['condition', { when: '1 / n > 0' }],
        together: ['join'],
        after: mark('after'),
      },
      [
        'split.branch_1 > a',
        'a.next > together',
        'split.branch_2 > fails',
        'fails.yes > together',
        'split.branch_3 > together',
        'together.next > after',
      ],
    ),
  );
  for (const n of [0, 1]) {
    const place = world({ n });
    const run = advance(flow, newRun(flow), place.visitOf);
    assert.deepEqual(place.marks, ['a', 'after'], `n = ${n}`);
    assert.equal(run.failures.length, n === 0 ? 1 : 0);
    assert.equal(run.tokens.length, 0);
  }
});

test('[FE2] forks within forks each join their own', () => {
  const flow = compiled(
    draw(
      {
        outer: ['fork', { branches: 2 }],
        inner: ['fork', { branches: 2 }],
        innerjoin: ['join'],
        one: mark('one'),
        outerjoin: ['join'],
        last: mark('last'),
      },
      [
        'outer.branch_1 > inner',
        'inner.branch_1 > innerjoin',
        'inner.branch_2 > innerjoin',
        'innerjoin.next > one',
        'one.next > outerjoin',
        'outer.branch_2 > outerjoin',
        'outerjoin.next > last',
      ],
    ),
  );
  const place = world({});
  const run = advance(flow, newRun(flow), place.visitOf);
  assert.deepEqual(place.marks, ['one', 'last']);
  assert.equal(run.tokens.length, 0);
});

test('[FE3] a loop lets its number of rounds through, and steps have a bound', () => {
  for (const loop of ['again', 'constructor']) {
    const flow = compiled(
      draw({ [loop]: ['loop', { while: 'n > 0', roundsMax: 3 }], body: mark('x') }, [
        `${loop}.again > body`,
        `body.next > ${loop}`,
      ]),
    );
    const place = world({ n: 1 });
    assert.equal(advance(flow, newRun(flow), place.visitOf).failures.length, 0);
    assert.deepEqual(place.marks, ['x', 'x', 'x']);
  }
  const nested = compiled(
    draw(
      {
        far: ['loop', { while: 'true', roundsMax: 100 }],
        near: ['loop', { while: 'true', roundsMax: 100 }],
        near2: ['loop', { while: 'true', roundsMax: 100 }],
        fan: ['fork', { branches: 10 }],
      },
      [
        'far.again > near',
        'near.again > near2',
        'near2.again > fan',
        ...Array.from({ length: 10 }, (_, index): Edge => `fan.branch_${index + 1} > far`),
      ],
    ),
  );
  const endless = advance(nested, newRun(nested), world({}).visitOf);
  assert.equal(endless.failures[0]?.code, 'too_many_steps');
  assert.deepEqual(endless.tokens, []);
});

test('[FE4] what waits goes on once, when its time has come', () => {
  const flow = compiled(
    draw({ rest: ['wait_time', { minutes: 10 }], later: mark('later') }, ['rest.next > later']),
  );
  const place = world({});
  const waiting = advance(flow, newRun(flow), place.visitOf);
  const [token] = waiting.tokens;
  assert.equal(token?.wait?.until, NOW + 600_000);
  assert.equal(waiting.outcome, null);
  const through = JSON.parse(JSON.stringify(waiting)) as typeof waiting;
  assert.equal(wake(flow, through, token.number, { kind: 'due', now: NOW + 599_999 }), null);
  const woken = wake(flow, through, token.number, { kind: 'due', now: NOW + 600_000 });
  assert.ok(woken !== null);
  const ended = advance(flow, woken, place.visitOf);
  assert.deepEqual(place.marks, ['later']);
  assert.deepEqual(ended.outcome, { kind: 'continue' });
  assert.equal(wake(flow, ended, token.number, { kind: 'due', now: NOW + 600_000 }), null);
});

test('[FE4] a moment that is over is not waited for', () => {
  const flow = compiled(
    draw({ rest: ['wait_time', { until: 'at' }], later: mark('later') }, ['rest.next > later']),
  );
  assert.equal(advance(flow, newRun(flow), world({ at: NOW }).visitOf).tokens.length, 0);
  assert.equal(advance(flow, newRun(flow), world({ at: NOW + 1 }).visitOf).tokens.length, 1);
});

test('[FE5] an expression without a value fails its node and says why', () => {
  const flow = compiled(draw({ c: ['condition', { when: '10 / n > 1' }] }, []));
  const run = advance(flow, newRun(flow), world({ n: 0 }).visitOf);
  assert.equal(run.failures.length, 1);
  assert.equal(run.failures[0]?.node, 'c');
  assert.match(run.failures[0]?.message ?? '', /^10 \/ n > 1: /);
  assert.deepEqual(run.failures[0]?.reason, {
    code: 'division_by_zero',
    parameters: {},
    text: '10 / n > 1',
    start: 0,
    end: 6,
  });
});

test('[FE6] refused by one branch is refused', () => {
  const flow = compiled(
    draw(
      {
        split: ['fork', { branches: 2 }],
        no: ['end', { outcome: 'reject', reason: 'too many' }],
        fine: ['end', { outcome: 'continue' }],
      },
      ['split.branch_1 > no', 'split.branch_2 > fine'],
    ),
  );
  const run = advance(flow, newRun(flow), world({}).visitOf);
  assert.deepEqual(run.outcome, { kind: 'reject', reason: 'too many', node: 'no' });
});

/** Flows compiled while `write` runs take nodes of set_attribute to do what `perform` does for their name. */
function withPerform<Value>(
  perform: (name: string, visit: Visit) => Step,
  undo: ((name: string, values: Values) => EffectAsked | null) | null,
  write: () => Value,
): Value {
  const component = findComponent('set_attribute');
  assert.ok(component !== undefined);
  const nameOf = (settings: unknown) => (settings as { name: string }).name;
  const was = { ...component };
  const changed = {
    values: () => ({ number: 'string' }),
    outputs: () => ['next', 'failed'],
    prepare: (settings: unknown) => (visit: Visit) => perform(nameOf(settings), visit),
    ...(undo === null
      ? {}
      : {
          prepareUndo: (settings: unknown) => (_visit: Visit, values: Values) =>
            undo(nameOf(settings), values),
        }),
  };
  Object.assign(component, changed);
  try {
    return write();
  } finally {
    for (const key of Object.keys(changed)) Reflect.deleteProperty(component, key);
    Object.assign(component, was);
  }
}

const asking = (path: string): EffectAsked => ({
  connector: 'erp',
  method: 'POST',
  path,
  body: null,
  answer: [],
});
const answered = (key: string, output: string, values = {}, reason: string | null = null) =>
  ({ kind: 'signal', key, output, values, reason }) as const;

test('[FE7] what nodes leave behind is read by those after them, checked like every fact', () => {
  const drawn = (when: string) =>
    draw({ first: mark('x'), c: ['condition', { when }], late: mark('late') }, [
      'first.next > c',
      'c.yes > late',
    ]);
  const perform = (name: string): Step => ({
    kind: 'go',
    output: 'next',
    values: { number: name },
  });
  const [flow, wrong] = withPerform(perform, null, () => [
    compiled(drawn("has(steps.first) && steps.first.number == 'x' && !has(steps.late)")),
    compileFlow(drawn("steps.frist.number == 'x'"), SCHEMA),
  ]);
  const run = advance(flow, newRun(flow), world().visitOf);
  assert.deepEqual(run.trail, ['first', 'c', 'late']);
  assert.deepEqual(run.values, { first: { number: 'x' }, late: { number: 'late' } });
  assert.ok(wrong.kind === 'problems');
  const [problem] = wrong.problems;
  assert.deepEqual([problem?.node, problem?.setting, problem?.start], ['c', '/when', 6]);
  assert.match(problem?.mend ?? '', /first/);
});

test('[FE8] an effect rests until it is settled, once, and its answer picks the output', () => {
  const perform = (name: string): Step =>
    name === 'done' ? { kind: 'go', output: 'next' } : { kind: 'effect', effect: asking(name) };
  const drawn = draw({ ask: mark('ask'), fine: mark('done'), sorry: mark('done') }, [
    'ask.next > fine',
    'ask.failed > sorry',
  ]);
  const flow = withPerform(perform, null, () => compiled(drawn));
  for (const [output, trail] of [
    ['next', ['ask', 'fine']],
    ['failed', ['ask', 'sorry']],
  ] as const) {
    const waiting = advance(flow, newRun(flow), world().visitOf);
    const [asked] = waiting.asked;
    assert.deepEqual(asked, { node: 'ask', iteration: 0, isUndo: false, effect: asking('ask') });
    const number = waiting.tokens[0]?.number ?? 0;
    assert.equal(wake(flow, waiting, number, answered('effect:ask:1', output)), null);
    const woken = wake(flow, waiting, number, answered('effect:ask:0', output, { number: '7' }));
    assert.ok(woken !== null);
    const ended = advance(flow, { ...woken, asked: [] }, world().visitOf);
    assert.deepEqual(ended.trail, trail);
    assert.deepEqual(ended.values['ask'], { number: '7' });
    assert.deepEqual([ended.tokens, ended.failures, ended.asked], [[], [], []]);
    assert.equal(wake(flow, ended, number, answered('effect:ask:0', output)), null);
  }
});

test('[FE9] a run that fails undoes what it did outside, the last first, each with its own values', () => {
  const perform = (name: string): Step => ({ kind: 'effect', effect: asking(name) });
  const undo = (name: string, values: Values) => asking(`undo ${name} ${values['number']}`);
  const drawn = draw({ a: mark('a'), b: mark('b'), c: mark('c') }, ['a.next > b', 'b.next > c']);
  const flow = withPerform(perform, undo, () => compiled(drawn));
  let run = advance(flow, newRun(flow), world().visitOf);
  const paths: string[] = [];
  const settle = (output: string, values = {}, reason: string | null = null) => {
    const [token] = run.tokens;
    assert.ok(token?.wait?.signal);
    paths.push(...run.asked.map(({ effect }) => effect.path));
    const cause = answered(token.wait.signal.key, output, values, reason);
    const woken = wake(flow, { ...run, asked: [] }, token.number, cause);
    assert.ok(woken !== null);
    run = advance(flow, woken, world().visitOf);
  };
  settle('next', { number: '1' });
  settle('next', { number: '2' });
  settle('failed', {}, 'no paper');
  assert.deepEqual(
    run.failures.map(({ code, message, node }) => [code, message, node]),
    [['effect_failed', 'no paper', 'c']],
  );
  settle('next');
  settle('failed');
  assert.deepEqual(paths, ['a', 'b', 'c', 'undo b 2', 'undo a 1']);
  assert.deepEqual(
    run.failures.map(({ code, node }) => [code, node]),
    [
      ['effect_failed', 'c'],
      ['undo_failed', 'a'],
    ],
  );
  assert.deepEqual([run.tokens, run.done], [[], []]);
});

test('[FE10] a broken run still waits for what it has asked for, and undoes that', () => {
  const perform = (name: string): Step => {
    if (name === 'bad') throw new TypeError('of undefined');
    return { kind: 'effect', effect: asking(name) };
  };
  const undo = (name: string) => asking(`undo ${name}`);
  const drawn = draw(
    { split: ['fork', { branches: 2 }], a: mark('a'), b: mark('b'), bad: mark('bad') },
    ['split.branch_1 > a', 'a.next > b', 'split.branch_2 > bad'],
  );
  const flow = withPerform(perform, undo, () => compiled(drawn));
  const broken = advance(flow, newRun(flow), world().visitOf);
  assert.deepEqual(
    broken.failures.map(({ code, node }) => [code, node]),
    [['broken', 'bad']],
  );
  const [token] = broken.tokens;
  assert.equal(token?.node, 'a');
  const woken = wake(flow, { ...broken, asked: [] }, token.number, answered('effect:a:0', 'next'));
  assert.ok(woken !== null);
  const undoing = advance(flow, woken, world().visitOf);
  assert.deepEqual(
    undoing.asked.map(({ effect }) => effect.path),
    ['undo a'],
  );
  assert.equal(undoing.trail.includes('b'), false, 'nothing is begun any more');
});

test('[FE10] a node that throws ends its run, and says so', () => {
  const perform = (name: string): Step => {
    if (name === 'bad') throw new TypeError('of undefined');
    return { kind: 'go', output: 'next' };
  };
  const drawn = draw(
    { split: ['fork', { branches: 2 }], rest: ['wait_time', { minutes: 1 }], bad: mark('bad') },
    ['split.branch_1 > rest', 'split.branch_2 > bad'],
  );
  const flow = withPerform(perform, null, () => compiled(drawn));
  const run = advance(flow, newRun(flow), world().visitOf);
  assert.deepEqual(run.tokens, []);
  assert.deepEqual(run.failures.map(({ code, message }) => `${code} ${message}`).toSorted(), [
    'broken TypeError: of undefined',
    'broken TypeError: of undefined',
  ]);
});

test('[FD2] everything that is wrong is told at once, at its place', () => {
  const outcome = compileFlow(
    {
      ...draw(
        {
          first: ['condition', { when: 'm > 1' }],
          second: ['condition', { whne: 'true' }],
          third: ['no_such_thing'],
          fourth: ['fork', { branches: 2 }],
          lonely: mark('x'),
        },
        [
          'first.yes > second',
          'first.yes > third',
          'first.maybe > fourth',
          'fourth.branch_1 > first',
          'fourth.branch_2 > nowhere',
        ],
      ),
      filter: 'n',
    },
    SCHEMA,
  );
  assert.equal(outcome.kind, 'problems');
  if (outcome.kind !== 'problems') return;
  const found = outcome.problems.map(({ code, node = '-' }) => `${code} ${node}`).toSorted();
  assert.deepEqual(found, [
    'endless first',
    'no_such_component third',
    'no_such_node fourth',
    'no_such_output first',
    'output_twice first',
    'unreachable lonely',
    'unreachable third',
    'wrong_expression -',
    'wrong_expression first',
    'wrong_settings second',
  ]);
  const expression = outcome.problems.find(
    ({ node, setting }) => node === 'first' && setting !== undefined,
  );
  assert.deepEqual([expression?.setting, expression?.start, expression?.end], ['/when', 0, 1]);
  assert.deepEqual(expression?.reason, {
    code: 'unknown_name',
    parameters: { name: 'm' },
  });
  for (const problem of outcome.problems) assert.ok(problem.mend.length > 0, problem.code);
});
