import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../kernel/random.ts';
import { advance, newRun, wake } from './index.ts';
import {
  compiledFor,
  drawProgram,
  flowsOf,
  interpret,
  recordingVisit,
  type RandomFacts,
} from './random-programs.testing.ts';

const SEED = 20_261_123;
const PROGRAMS = 1_000;
const ORDERS_EACH = 10;
const NOW = Date.UTC(2026, 10, 23);

test('[FE1, FE2, FE3, FC7, FC12] on 10,000 random flows and orders the engine does what a plain interpreter does', () => {
  const random = new Random(SEED);
  let forks = 0;
  let failures = 0;
  let calls = 0;
  let readings = 0;
  for (let index = 0; index < PROGRAMS; index += 1) {
    const program = drawProgram(random);
    readings += JSON.stringify(program).split('"call":').length - 1;
    const flow = compiledFor(flowsOf(program));
    for (let order = 0; order < ORDERS_EACH; order += 1) {
      const facts = drawFacts(random);
      const wanted = interpret(program, facts);
      const found = run(flow, facts);
      assert.deepEqual(found, wanted, `program ${index}: ${JSON.stringify({ program, facts })}`);
      failures += wanted.failures.length;
      calls += wanted.trail.filter((node) => node.includes('.')).length;
      forks += wanted.trail.filter((node) => node.startsWith('fork')).length;
    }
  }
  // A generator that drew no forks, calls and failures would prove nothing about them.
  const drawn = `${forks} forks, ${failures} failures, ${calls} steps within calls, ${readings} readings`;
  assert.ok(forks > 1_000 && failures > 500 && calls > 1_000 && readings > 100, drawn);
});

function drawFacts(random: Random): RandomFacts {
  const gone = random.chance(0.5) ? { gone: random.integer(0, 9) } : {};
  return { o: { n: random.integer(0, 9), m: random.integer(0, 9), ...gone } };
}

/** What became of a run, whatever order its branches went in. */
function run(flow: ReturnType<typeof compiledFor>, facts: RandomFacts) {
  const { marks, visitOf } = recordingVisit(facts, NOW);
  let state = advance(flow, newRun(flow), visitOf);
  for (;;) {
    const due = state.tokens.find(({ wait }) => wait !== null);
    if (due === undefined) break;
    const now = due.wait?.until ?? assert.fail('nothing but time is waited for');
    const woken = wake(flow, state, due.number, { kind: 'due', now });
    assert.ok(woken !== null);
    state = advance(flow, woken, visitOf);
  }
  return {
    trail: state.trail.toSorted(),
    marks: marks.toSorted(),
    outcome: state.outcome?.kind ?? null,
    failures: state.failures.map(({ node }) => node).toSorted(),
  };
}
