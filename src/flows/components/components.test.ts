import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, compileFlow, newRun, wake } from '../engine/index.ts';
import { draw, node } from '../testing.ts';
import { compile, mark, NOW, problemsOf, run, SCHEMA, world } from './run-drawing.testing.ts';

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

test('[FE5] a table that gives nothing tells why by a code, and where', () => {
  const outputs = [{ name: 'share', type: 'int' }];
  const rows = [{ cells: [any], outputs: [{ expression: '10 / n' }] }];
  const drawn = draw(
    't',
    [node('t', 'decision_table', { table: table('first', rows, outputs) })],
    [],
  );
  assert.deepEqual(run(drawn, { n: 0 }).failures[0]?.reason, {
    code: 'division_by_zero',
    parameters: {},
    start: 0,
    end: 6,
    column: 'share',
    row: 1,
  });
  const wrong = [{ cells: [any], outputs: [{ expression: 'nn' }] }];
  const misspelt = compileFlow(
    draw('t', [node('t', 'decision_table', { table: table('first', wrong, outputs) })], []),
    SCHEMA,
  );
  assert.ok(misspelt.kind === 'problems');
  assert.deepEqual(
    misspelt.problems.map(({ code, reason }) => [code, reason?.code]),
    [['wrong_expression', 'unknown_name']],
  );
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
