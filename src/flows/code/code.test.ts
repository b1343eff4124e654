import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCode, runCode, type ValueType } from './index.ts';

const MOMENT = Date.UTC(2026, 10, 23, 9, 30);

/** The body of `decide`, called once. */
function call(
  body: string,
  given: {
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: readonly string[];
    readonly values?: Readonly<Record<string, ValueType>>;
    readonly logs?: boolean;
    readonly seed?: string;
    readonly above?: string;
  } = {},
) {
  const { inputs = {}, outputs = ['next'], values = {}, logs = false, seed = '7 code 0' } = given;
  const source = `${given.above ?? ''}function decide(inputs) {\n${body}\n}`;
  const promise = { outputs, values, logs };
  return runCode({ source, inputs, moment: MOMENT, seed, promise }).answer;
}

const valuesOf = (body: string, values: Readonly<Record<string, ValueType>>, seed?: string) => {
  const answer = call(body, { values, ...(seed === undefined ? {} : { seed }) });
  return answer.kind === 'answered' ? answer.values : assert.fail(answer.message);
};

const whyOf = (body: string, given?: Parameters<typeof call>[1]) => {
  const answer = call(body, given);
  return answer.kind === 'failed' ? answer.why : answer.kind;
};

test('[FJ1] code sees its inputs, chooses a way out and leaves values', () => {
  const answer = call(
    `const units = inputs.lines.reduce((sum, line) => sum + line.quantity, 0);
    log('units ' + units);
    return {
      output: units > 3 ? 'many' : 'few',
      values: { units, worth: { minor: inputs.worth.minor * units, currency: inputs.worth.currency }, unasked: 1 },
    };`,
    {
      inputs: { lines: [{ quantity: 2 }, { quantity: 5 }], worth: { minor: 250, currency: 'CNY' } },
      outputs: ['few', 'many'],
      values: { units: 'int', worth: 'money', never: 'bool' },
      logs: true,
    },
  );
  assert.deepEqual(answer, {
    kind: 'answered',
    output: 'many',
    values: { units: 7, worth: { minor: 1_750, currency: 'CNY' } },
    log: ['units 7'],
  });
});

test('[FJ1] whatever is no answer fails: other outputs, other types, what is no JSON', () => {
  const values = { n: 'int', text: 'string', is: 'bool', worth: 'money' } as const;
  const wrong = [
    `return 5`,
    `return null`,
    `return [{ output: 'next' }]`,
    `return { output: 'elsewhere' }`,
    `return { output: 1 }`,
    `return { values: 1 }`,
    `return { values: { n: 1.5 } }`,
    `return { values: { n: 2 ** 53 } }`,
    `return { values: { n: '1' } }`,
    `return { values: { n: 1n } }`,
    `return { values: { n: NaN } }`,
    `return { values: { text: Symbol('x') } }`,
    `return { values: { text: ['x'] } }`,
    `return { values: { worth: [] } }`,
    `return { values: { is: 0 } }`,
    `return { values: { text: 1 } }`,
    `return { values: { text: 'x'.repeat(2001) } }`,
    String.raw`return { values: { text: '\ud800' } }`,
    String.raw`return { values: { text: 'a\0b' } }`,
    `return { values: { worth: { minor: 1 } } }`,
    `return { values: { worth: { minor: 0.5, currency: 'CNY' } } }`,
    `return { values: { worth: { minor: 1, currency: 'yuan' } } }`,
    `return { values: { text: 'x'.repeat(70000) } }`,
    `return Promise.resolve({ output: 'next' })`,
    `return async () => 1`,
  ];
  for (const body of wrong) assert.equal(whyOf(body, { values }), 'wrong_answer', body);
  assert.equal(whyOf(`const a = {}; a.a = a; a.values = a; return a`, { values }), 'answered');
  assert.deepEqual(valuesOf(`return { values: { n: -0, text: '订单 ✓' } }`, values), {
    n: 0,
    text: '订单 ✓',
  });
});

test('[FJ2] time is the moment of the run, in UTC whatever the machine is set to', () => {
  const text = { t: 'string' } as const;
  const told = (expression: string) =>
    valuesOf(`return { values: { t: String(${expression}) } }`, text)['t'];
  assert.equal(told('Date.now()'), String(MOMENT));
  assert.equal(told('new Date().toISOString()'), '2026-11-23T09:30:00.000Z');
  assert.equal(told('new Date()'), '2026-11-23T09:30:00.000Z');
  assert.equal(told('Date()'), '2026-11-23T09:30:00.000Z');
  assert.equal(told('new Date().constructor.now()'), String(MOMENT));
  assert.equal(
    told('[new Date().getHours(), new Date().getDay(), new Date().getTimezoneOffset()]'),
    '9,1,0',
  );
  assert.equal(told('new Date(2026, 0, 31, 5).toISOString()'), '2026-01-31T05:00:00.000Z');
  assert.equal(
    told('new Date("2026-01-31T05:00").toJSON()'),
    '2026-01-31T05:00:00.000Z',
    'without a zone it is UTC',
  );
  assert.equal(
    told('new Date("2026-01-31T05:00+08:00").getTime()'),
    String(Date.UTC(2026, 0, 30, 21)),
  );
  assert.equal(told('new Date("Jan 31 2026").getTime()'), 'NaN', 'only ISO 8601 is read');
  assert.equal(
    told('new Date(new Date(5)).getTime() + new (class extends Date {})(7).getTime()'),
    '12',
  );
  const above = `const early = Date.now();\n`;
  assert.equal(whyOf('return {}', { above }), 'threw', 'reading the program has no time');
});

test('[FJ2] chance comes from the run: the same seed, the same numbers', () => {
  const draw = (seed: string) =>
    valuesOf(
      `const drawn = [1, 2, 3].map(() => Math.floor(Math.random() * 1e6));
      return { values: { drawn: drawn.join(), sum: drawn.reduce((a, b) => a + b) } }`,
      { drawn: 'string', sum: 'int' },
      seed,
    );
  assert.deepEqual(draw('7 code 0'), draw('7 code 0'));
  assert.notDeepEqual(draw('7 code 0'), draw('8 code 0'));
  assert.notDeepEqual(draw('7 code 0'), draw('7 code 1'));
  const spread = Array.from({ length: 200 }, (_, index) =>
    Number(
      valuesOf(
        `return { values: { n: Math.floor(Math.random() * 10) } }`,
        { n: 'int' },
        `${index}`,
      )['n'],
    ),
  );
  assert.equal(new Set(spread).size, 10, 'every digit is drawn');
});

test('[FJ2] nothing of one visit is there for the next, whatever it has changed', () => {
  const above = 'let visits = 0; const kept = [];\n';
  const body = `visits += 1;
    kept.push(...inputs.secrets);
    globalThis.left = (globalThis.left ?? 0) + 1;
    Array.prototype.left = (Array.prototype.left ?? 0) + 1;
    JSON.stringify = () => 'mine';
    return { values: { seen: visits + kept.length + globalThis.left + Array.prototype.left } };`;
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = call(body, { above, inputs: { secrets: ['a'] }, values: { seen: 'int' } });
    assert.deepEqual(answer.kind === 'answered' && answer.values, { seen: 4 });
  }
});

test('[FJ3] too many steps, too much memory and too deep calls fail, each time alike', () => {
  const bounds = {
    'for (;;);': 'too_many_steps',
    'for (;;) { try { for (;;); } catch {} finally { for (;;); } }': 'too_many_steps',
    'const f = (n) => (n < 2 ? n : f(n - 1) + f(n - 2)); f(40)': 'too_many_steps',
    "/^(a+)+$/.test('a'.repeat(60) + 'b')": 'too_many_steps',
    'const all = []; for (;;) all.push(new Uint8Array(100000))': 'too_much_memory',
    "let text = 'x'.repeat(9e6)": 'too_much_memory',
    '(function again() { again(); })()': 'too_deep',
  };
  for (const [body, why] of Object.entries(bounds)) {
    assert.deepEqual([whyOf(body), whyOf(body)], [why, why], body);
  }
  const most = (body: string) => valuesOf(body, { n: 'int' })['n'];
  const turns = 'let n = 0; for (; n < 90000; n += 1); return { values: { n } }';
  assert.equal(most(turns), 90_000, 'there is room for real work');
  const bytes = 'const all = new Uint8Array(7e6).fill(1); return { values: { n: all.length } }';
  assert.equal(most(bytes), 7_000_000);
});

test('[FJ4] what takes long without steps is ended by the clock; others are called all the same', () => {
  const endless = 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)';
  const first = call(endless);
  assert.deepEqual(first.kind === 'failed' && [first.why, first.message], [
    'overran',
    'It took longer than 200 milliseconds.',
  ]);
  assert.deepEqual(valuesOf('return { values: { n: 1 } }', { n: 'int' }), { n: 1 });
  const again = call(endless);
  assert.deepEqual(again.kind === 'failed' && [again.why, again.message], [
    'overran',
    'It took too long before, and rests.',
  ]);
});

test('[FJ6] what is wrong with code is told at its line and column', () => {
  assert.deepEqual(checkCode('function decide() {\n  return {{};\n}')?.place, {
    line: 2,
    column: 11,
  });
  assert.equal(checkCode('const decided = 1;')?.why, 'no_decide');
  assert.equal(checkCode('import fs from "node:fs"; function decide() {}')?.why, 'syntax');
  const deep = checkCode(`\n${'('.repeat(9_000)}`);
  assert.deepEqual([deep?.why, deep?.place], ['too_deep', { line: 2, column: 201 }]);
  assert.equal(checkCode('for (;;); function decide() {}'), null, 'nothing is run by it');
  assert.equal(whyOf('return {}', { above: 'for (;;);' }), 'too_many_steps');
  assert.equal(whyOf('return {}', { above: 'decide = 1;' }), 'no_decide');
  assert.equal(checkCode('const decide = () => ({});'), null);
});

test('[FJ6] what code says of its inputs when it fails is told to nobody', () => {
  const inputs = { phone: '13800138000' };
  const told = (body: string) => {
    const answer = call(body, { inputs });
    return answer.kind === 'failed' ? [answer.message, answer.place?.line] : assert.fail();
  };
  assert.deepEqual(told('throw new Error(inputs.phone)'), ['It threw Error at line 2.', 2]);
  assert.deepEqual(told('null[inputs.phone]'), ['It threw TypeError at line 2.', 2]);
  const made = [
    'throw inputs.phone',
    'throw { name: inputs.phone, message: inputs.phone, stack: inputs.phone }',
    "throw { stack: 'code.js:' + inputs.phone.slice(0, 6) + ':' + inputs.phone.slice(6) }",
    'const e = new Error(); e.name = inputs.phone; e.stack = inputs.phone; throw e',
    "const e = new Error('out of memory ' + inputs.phone); e.name = 'InternalError'; e.stack = 1; throw e",
    'throw new Proxy({}, { get() { throw inputs.phone } })',
    "throw { get name() { throw inputs.phone }, stack: '' }",
  ];
  for (const body of made) assert.ok(!JSON.stringify(call(body, { inputs })).includes('138'), body);
  assert.deepEqual(call('log(inputs.phone); return {}', { inputs, logs: true }).kind, 'answered');
  assert.equal(whyOf('log(inputs.phone); return {}', { inputs }), 'threw', 'it does not log');
  const forged = `Object.prototype.toJSON = () => [{ output: 'next' }, [inputs.phone]]; return {}`;
  assert.deepEqual(call(forged, { inputs }), {
    kind: 'answered',
    output: 'next',
    values: {},
    log: [],
  });
});

test('[FJ9] a program says how many steps it has taken, each time alike', () => {
  const stepsOf = (rounds: number) =>
    runCode({
      source: `function decide() { for (let at = 0; at < ${rounds}; at += 1); return {}; }`,
      inputs: {},
      moment: MOMENT,
      seed: 'x',
      promise: { outputs: ['next'], values: {}, logs: false },
    }).steps;
  assert.equal(stepsOf(1), 10_000, 'the call itself counts');
  const many = stepsOf(60_000);
  assert.ok(many > 100_000 && many < 200_000, `${many}`);
  assert.equal(stepsOf(60_000), many);
  assert.equal(stepsOf(10_000_000), 210_000, 'it was ended');
});
