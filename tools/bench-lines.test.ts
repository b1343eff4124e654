import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeBenchOutput, judgeSimulationOutput } from './bench-lines.ts';

const MACHINE = { cores: 2, memoryGiB: 24, node: '24', postgres: '18', synchronousCommit: 'on' };

test('a complete last line is accepted, whatever stands before it', () => {
  const line = { bench: 'bulk', seconds: 3, machine: MACHINE, ordersPerSecond: 9, failed: 0 };
  assert.deepEqual(judgeBenchOutput('bulk', `starting\n${JSON.stringify(line)}\n`), []);
});

test('each missing field is named', () => {
  const line = { bench: 'intake', machine: { cores: 2 }, ordersPerSecond: '9', failed: 0 };
  const sentences = judgeBenchOutput('bulk', JSON.stringify(line)).join('\n');
  assert.match(sentences, /field bench/);
  assert.match(sentences, /print seconds/);
  assert.match(sentences, /print ordersPerSecond/);
  assert.match(sentences, /machine\.postgres/);
});

test('output without JSON at its end, and an unknown bench, are told', () => {
  assert.match(judgeBenchOutput('bulk', 'crashed')[0] ?? '', /last line/);
  assert.match(judgeBenchOutput('unknown', '{}')[0] ?? '', /no bench/);
});

test('the violations of a simulation are told one by one', () => {
  assert.deepEqual(judgeSimulationOutput('{"violations":[]}'), []);
  assert.equal(judgeSimulationOutput('{"violations":["a","b"]}').length, 2);
  assert.match(judgeSimulationOutput('{}')[0] ?? '', /as a list/);
  assert.match(judgeSimulationOutput('')[0] ?? '', /last line/);
});
