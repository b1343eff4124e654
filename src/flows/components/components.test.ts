import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { advance, compileFlow, newRun, wake, type FindDefinition } from '../engine/index.ts';
import type { FactSchema } from '../expressions/index.ts';
import { draw, node } from '../testing.ts';
import type { Deeds, Visit } from './index.ts';

const SCHEMA: FactSchema = {
  records: {},
  variables: { n: { type: 'int' }, kind: { type: 'string' }, worth: { type: 'money' } },
};
const NOW = Date.UTC(2026, 10, 23);

function compile(definition: FlowDefinition, find?: FindDefinition) {
  const outcome = compileFlow(definition, SCHEMA, find);
  assert.equal(outcome.kind, 'compiled', JSON.stringify(outcome));
  return outcome.kind === 'compiled' ? outcome.flow : assert.fail();
}

function problemsOf(definition: FlowDefinition, find?: FindDefinition): string[] {
  const outcome = compileFlow(definition, SCHEMA, find);
  assert.ok(outcome.kind === 'problems', 'something is wrong with it');
  return outcome.problems.map(({ code, node: at }) => `${code} at ${at}`);
}

/** What nodes see, with deeds that note what was asked of them. */
function world(facts: Readonly<Record<string, unknown>> = {}) {
  const done: string[] = [];
  const note = (text: string) => {
    done.push(text);
    return null;
  };
  const deeds: Deeds = {
    hold: ({ kind }) => note(`hold ${kind}`),
    releaseHolds: (kind) => note(`release ${kind}`),
    setAttribute: (name, value) => note(`${name}=${value}`),
    takeOff: ({ lineNumber, amount }) => note(`off ${lineNumber} ${amount.minor}`),
    flag: ({ node: at, severity }) => note(`flag ${at} ${severity}`),
    sourceAgain: ({ excludedLocations }) => note(`source without ${excludedLocations.join()}`),
    reserve: () => 'a-reservation',
    releaseReservation: () => null,
    openTask: () => 'a-task',
    advise: ({ kind }) => note(kind),
    countLimit({ limit, period, amount, most }) {
      note(`count ${limit} ${period} ${amount}`);
      return { kind: amount <= most ? 'within' : 'exceeded', used: amount };
    },
  };
  const visitOf = (iteration: number, at: string): Visit => ({
    facts,
    now: NOW,
    deeds,
    ask: { available: (sku) => (sku === 'TEA' ? 7 : null) },
    node: at,
    newId: () => 'an-id',
    iteration,
  });
  return { done, visitOf };
}

function run(
  definition: FlowDefinition,
  facts?: Readonly<Record<string, unknown>>,
  find?: FindDefinition,
) {
  const flow = compile(definition, find);
  const { done, visitOf } = world(facts);
  return { ...advance(flow, newRun(flow), visitOf), did: done };
}

const any = { kind: 'any' };
const table = (hitPolicy: string, rows: readonly object[], outputs: readonly object[]) => ({
  hitPolicy,
  inputs: [{ name: 'n', expression: 'n', type: 'int' }],
  outputs,
  rows,
});
const RANK = [{ name: 'rank', type: 'string' }];
const low = { cells: [{ kind: 'range', to: 10 }], outputs: [{ value: 'low' }] };
const high = {
  cells: [{ kind: 'range', from: 10, isFromOpen: true }],
  outputs: [{ expression: "kind + '!'" }],
};

test('[FC1] a decision table leaves what its row gives, by name', () => {
  const drawn = draw(
    'table',
    [
      node('rank', 'decision_table', { table: table('unique', [low, high], RANK) }),
      node('is_low', 'condition', { when: "steps.rank.rank == 'low'" }),
      node('mark', 'set_attribute', { name: 'rank', value: 'steps.rank.rank' }),
    ],
    ['rank.next > is_low', 'is_low.no > mark'],
  );
  assert.deepEqual(run(drawn, { n: 3, kind: 'x' }).did, []);
  assert.deepEqual(run(drawn, { n: 30, kind: 'x' }).did, ['rank=x!']);
});

test('[FC1] where several rows may be met, numbers and amounts are added up', () => {
  const off = (minor: number) => ({ value: { minor, currency: 'CNY' } });
  const outputs = [
    { name: 'off', type: 'money' },
    { name: 'points', type: 'int' },
    { name: 'gift', type: 'bool' },
    { name: 'why', type: 'string' },
  ];
  const rows = [
    { cells: [any], outputs: [off(100), { value: 1 }, { value: false }, { value: 'all' }] },
    {
      cells: [{ kind: 'range', from: 10 }],
      outputs: [off(250), { value: 2 }, { value: true }, { value: 'many' }],
    },
  ];
  const drawn = draw(
    'sum',
    [node('t', 'decision_table', { table: table('collect', rows, outputs) })],
    [],
  );
  assert.deepEqual(run(drawn, { n: 12 }).values['t'], {
    rows: 2,
    off: { minor: 350, currency: 'CNY' },
    points: 3,
    gift: true,
    why: 'all,many',
  });
});

test('[FC2] overlaps, gaps and rows that are never met are problems of the node', () => {
  const drawn = (settings: object) => draw('t', [node('t', 'decision_table', { ...settings })], []);
  const all = { cells: [any], outputs: [{ value: 'all' }] };
  assert.deepEqual(problemsOf(drawn({ table: table('unique', [low, high, all], RANK) })), [
    'table_overlap at t',
    'table_overlap at t',
  ]);
  assert.deepEqual(problemsOf(drawn({ table: table('unique', [low], RANK) })), ['table_gap at t']);
  assert.deepEqual(problemsOf(drawn({ table: table('first', [all, low], RANK) })), [
    'table_row_never_met at t',
  ]);
  const overlapping = compileFlow(
    drawn({ table: table('unique', [low, high, all], RANK) }),
    SCHEMA,
  );
  assert.ok(overlapping.kind === 'problems');
  const [overlap] = overlapping.problems;
  assert.equal(overlap?.setting, '/table/rows/2');
  assert.deepEqual([overlap?.parameters?.['row'], overlap?.parameters?.['other']], [1, 3]);
  const wrong = { cells: [{ kind: 'equals', value: 'many' }], outputs: [{ value: 7 }] };
  const misfits = compileFlow(drawn({ table: table('first', [low, wrong], RANK) }), SCHEMA);
  assert.ok(misfits.kind === 'problems');
  assert.deepEqual(
    misfits.problems.map(({ code, setting }) => [code, setting]),
    [
      ['table_wrong_literal', '/table/rows/1/cells/0'],
      ['table_wrong_literal', '/table/rows/1/outputs/0'],
    ],
  );
  const missing = { table: table('unique', [low], RANK), mayMiss: true };
  const missed = draw(
    'missed',
    [node('t', 'decision_table', missing), node('log', 'write_log', { text: "'none of it'" })],
    ['t.none > log'],
  );
  assert.deepEqual(run(missed, { n: 30 }).log, [{ node: 'log', text: 'none of it' }]);
});

test('[FC3] the log of a run is bounded', () => {
  const drawn = draw(
    'log',
    [
      node('again', 'loop', { while: 'true', roundsMax: 100 }),
      node('one', 'write_log', { text: "kind + '!'" }),
      node('two', 'write_log', { text: "'two'" }),
    ],
    ['again.again > one', 'one.next > two', 'two.next > again'],
  );
  const { log } = run(drawn, { kind: 'x'.repeat(600) });
  assert.equal(log.length, 100);
  assert.deepEqual([log[0]?.text.length, log[1]?.text], [500, 'two']);
});

test('[FC4] stock is asked, sourcing and people are called by their deeds', () => {
  const drawn = draw(
    'ask',
    [
      node('stock', 'query_stock', { sku: 'TEA' }),
      node('few', 'condition', { when: 'steps.stock.available < 10' }),
      node('other', 'query_stock', { sku: 'NONE' }),
      node('again', 're_source', { reason: 'few', excludedLocations: ['SHA'] }),
      node('look', 'create_exception', { reason: 'few left', severity: 1 }),
    ],
    ['stock.next > few', 'few.yes > other', 'other.unknown > again', 'again.next > look'],
  );
  assert.deepEqual(run(drawn).did, ['source without SHA', 'flag look 1']);
  assert.deepEqual(compile(drawn).needs, { skus: ['TEA', 'NONE'], limits: [] });
});

test('[FC5] a limit compares amounts of one currency, or numbers', () => {
  const drawn = (settings: object) =>
    draw(
      'limit',
      [
        node('l', 'check_limit', { limit: 'a', per: 'person', ...settings }),
        node('no', 'set_attribute', { name: 'left', value: 'steps.l.left' }),
      ],
      ['l.exceeded > no'],
    );
  const inMoney = drawn({ count: 'worth', most: "money(500, 'CNY')", period: 'month' });
  assert.deepEqual(run(inMoney, { worth: { minor: 700, currency: 'CNY' } }).did, [
    'count a month 700',
    'left=-200',
  ]);
  const { failures } = run(inMoney, { worth: { minor: 700, currency: 'EUR' } });
  assert.match(failures[0]?.message ?? '', /one currency/);
  assert.deepEqual(run(drawn({ count: 'n', most: '9', per: 'order' }), { n: 4 }).values['l'], {
    used: 0,
    left: 5,
  });
});

const CALL = { trigger: { kind: 'call' } } as const;
const called =
  (...definitions: readonly FlowDefinition[]): FindDefinition =>
  ({ flow, version }) =>
    version === 1 ? definitions.find(({ code }) => code === flow) : undefined;
const mark = (id: string) => node(id, 'set_attribute', { name: id, value: "'x'" });

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

test('[FB2] what a template reads that is not there is told at the node that stands by it', () => {
  const asset = { name: 'news', version: 2 };
  const tells = (text: string) => {
    const { kind } = { kind: 'notification_template' as const };
    const found = {
      kind,
      content: { channel: 'chat' as const, text },
      deprecation: null,
      isRemoved: false,
    };
    const chat = node('chat', 'notify', { connector: 'chat', path: '/', style: 'plain', asset });
    return compileFlow(draw('tells', [chat], []), SCHEMA, undefined, undefined, () => found);
  };
  assert.equal(tells('{n} of {kind}').kind, 'compiled');
  const wrong = tells('{n} of {kinds}');
  assert.ok(wrong.kind === 'problems');
  assert.deepEqual(
    wrong.problems.map(({ node: at, setting, start, message }) => [
      at,
      setting,
      start,
      message.slice(0, 18),
    ]),
    [['chat', '/asset', undefined, 'Version 2 of news:']],
  );
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

test('[FJ1] a flow goes on with what its code leaves: ways out, values of their types, lines of the log', () => {
  const source = `function decide({ n, lines }) {
    log('n is ' + n);
    log('of ' + lines.length);
    const doubled = lines.reduce((sum, line) => sum + line.units, 0) * n;
    return { output: doubled > 10 ? 'many' : 'few', values: { doubled, worth: { minor: doubled, currency: 'CNY' } } };
  }`;
  const drawn = draw(
    'coded',
    [
      node('code', 'custom_code', {
        source,
        inputs: { n: 'n', 'lines[].units': '[1, 2]', 'lines[].name': "[kind, 'b']" },
        outputs: ['few', 'many'],
        values: { doubled: 'int', worth: 'money', text: 'string' },
        logs: true,
      }),
      node('off', 'set_attribute', { name: 'worth', value: 'steps.code.worth.minor + 1' }),
      node('none', 'set_attribute', { name: 'text', value: 'has(steps.code.text)' }),
    ],
    ['code.many > off', 'code.few > none'],
  );
  assert.deepEqual(run(drawn, { n: 4, kind: 'a' }).did, ['worth=13']);
  const few = run(drawn, { n: 2, kind: 'a' });
  assert.deepEqual(few.did, ['text=false']);
  assert.deepEqual(few.log, [
    { node: 'code', text: 'n is 2' },
    { node: 'code', text: 'of 2' },
  ]);
});

test('[FJ3, FJ4] what ends code fails its branch; the clock breaks the run', () => {
  const coded = (body: string) =>
    draw(
      'fails',
      [
        node('both', 'fork', { branches: 2 }),
        node('code', 'custom_code', { source: `function decide() { ${body} }` }),
        node('later', 'wait_time', { minutes: 5 }),
      ],
      ['both.branch_1 > later', 'both.branch_2 > code'],
    );
  const failed = run(coded('for (;;);'));
  assert.deepEqual(
    failed.failures.map(({ node: at, code }) => `${code} at ${at}`),
    ['code_failed at code'],
  );
  assert.equal(failed.tokens.length, 1, 'the other branch waits on');
  const broken = run(coded('Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)'));
  assert.deepEqual(
    broken.failures.map(({ node: at, code }) => `${code} at ${at}`),
    ['broken at code', 'broken at later'],
  );
});

test('[FJ6] what is wrong with code is a problem of its node, at its characters', () => {
  const source = 'function decide() {\n  return {{};\n}';
  const outcome = compileFlow(draw('c', [node('c', 'custom_code', { source })], []), SCHEMA);
  assert.ok(outcome.kind === 'problems');
  const [problem] = outcome.problems;
  assert.deepEqual(
    [problem?.code, problem?.node, problem?.setting, problem?.start, problem?.end],
    ['wrong_code', 'c', '/source', 30, 31],
  );
  assert.match(problem?.message ?? '', /^Line 2, column 11: /);
  const other = draw('c', [node('c', 'custom_code', { source: 'const decided = 1;' })], []);
  assert.deepEqual(problemsOf(other), ['no_decide at c']);
});

const WORKS = 'function decide() { for (let at = 0; at < 60000; at += 1); return {}; }';

test('[FJ9] programs of one run take a million steps together, then the next one fails', () => {
  const drawn = draw(
    'rounds',
    [
      node('again', 'loop', { while: 'true', roundsMax: 20 }),
      node('code', 'custom_code', { source: WORKS }),
    ],
    ['again.again > code', 'code.next > again'],
  );
  const { trail, failures, programSteps = 0 } = run(drawn);
  assert.ok(programSteps >= 1_000_000 && programSteps < 1_250_000, `${programSteps}`);
  assert.deepEqual(
    failures.map(({ node: at, code }) => [at, code]),
    [['code', 'code_failed']],
  );
  assert.deepEqual(run(drawn).trail, trail, 'each time at the same visit');
});

test('[FJ10] a program rests when those of its batch have taken long, and the next batch asks it', () => {
  const flow = compile(
    draw(
      'works',
      [node('code', 'custom_code', { source: WORKS }), mark('behind')],
      ['code.next > behind'],
    ),
  );
  const { done, visitOf } = world();
  let isOver = true;
  const batch = { isOver: () => isOver, add: () => {} };
  const visit = (iteration: number, at: string) => ({ ...visitOf(iteration, at), batch });
  const resting = advance(flow, newRun(flow), visit);
  assert.deepEqual([done, resting.tokens[0]?.wait?.until], [[], NOW]);
  const due = { kind: 'due', now: NOW } as const;
  const woken = () => wake(flow, resting, resting.tokens[0]?.number ?? 0, due) ?? assert.fail();
  assert.equal(advance(flow, woken(), visit).tokens.length, 1, 'it rests again');
  isOver = false;
  const ended = advance(flow, woken(), visit);
  assert.deepEqual([ended.tokens, ended.trail, done], [[], ['code', 'behind'], ['behind=x']]);
});
