import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ESCAPES } from './escapes.testing.ts';
import { runCode } from './index.ts';

const SECRET = 'canary-4f1d';
const folder = mkdtempSync(path.join(tmpdir(), 'linchpin-escapes-'));
const file = path.join(folder, 'canary.txt');
writeFileSync(file, SECRET);
process.env['LINCHPIN_CANARY'] = SECRET;
const host = globalThis as typeof globalThis & { canary?: string };
host.canary = SECRET;
after(() => rmSync(folder, { recursive: true }));

/** All that code could leave its mark on, as one text. */
function traces(): string {
  const shared = [
    Object,
    Array,
    String,
    Number,
    Boolean,
    Function,
    Promise,
    Date,
    RegExp,
    Error,
    Map,
  ];
  return JSON.stringify([
    readFileSync(file, 'utf8'),
    process.env['LINCHPIN_CANARY'],
    host.canary,
    Reflect.ownKeys(globalThis).map(String),
    shared.map((each) => [
      Reflect.ownKeys(each).map(String),
      Reflect.ownKeys(each.prototype).map(String),
    ]),
    String(Array.prototype.push),
    String(JSON.stringify),
    process.exitCode,
  ]);
}

/** What code is handed; a new one for each, so that a change of it would be seen. */
const inputsOf = () => ({ text: 'text of the order', file, list: [1, 2, 3], record: { a: 1 } });
const ABOVE = 'const tell = (got) => ({ values: { found: String(got).slice(0, 500) } });\n';

const attempts = Object.entries(ESCAPES).flatMap(([what, bodies]) =>
  bodies.map((body) => ({ what, body })),
);

test('[FJ5] there are more than 200 attempts, no two alike', () => {
  assert.ok(attempts.length > 200, `${attempts.length} attempts`);
  assert.equal(new Set(attempts.map(({ body }) => body)).size, attempts.length);
});

for (const [what, bodies] of Object.entries(ESCAPES)) {
  test(`[FJ5] ${what}: nothing comes of any attempt`, () => {
    const before = traces();
    for (const body of bodies) {
      const inputs = inputsOf();
      const { answer } = runCode({
        source: `${ABOVE}function decide(inputs) {\n${body}\n}`,
        inputs,
        moment: Date.UTC(2026, 10, 23),
        seed: body,
        promise: { outputs: ['next'], values: { found: 'string' }, logs: false },
      });
      const told = JSON.stringify(answer);
      assert.ok(!told.includes(SECRET), `${body} tells ${told}`);
      if (answer.kind === 'answered') {
        assert.equal(answer.output, 'next', body);
        assert.deepEqual(answer.log, [], body);
        assert.ok(
          Object.keys(answer.values).every((name) => name === 'found'),
          body,
        );
        assert.doesNotMatch(told, HOST_THINGS, body);
      } else {
        assert.notEqual(answer.why, 'syntax', `${body}: ${answer.message}`);
        assert.ok(!told.includes('text of the order'), `${body} tells ${told}`);
      }
      assert.deepEqual(inputs, inputsOf(), body);
      assert.equal(traces(), before, body);
    }
    const { answer: sane } = runCode({
      source: `function decide({ list }) { return { values: { found: String(list) } }; }`,
      inputs: inputsOf(),
      moment: 0,
      seed: what,
      promise: { outputs: ['next'], values: { found: 'string' }, logs: false },
    });
    assert.deepEqual(sane.kind === 'answered' && sane.values, { found: '1,2,3' }, 'code lives on');
  });
}

/** What only the host has. */
const HOST_THINGS = /\[object (process|MessagePort|Worker)\]|node:|\/usr\/|root:/;
