import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example } from './habit.ts';
import { HABITS, judgeHabits } from './habits.ts';
import { parseSourceFile } from './source-code.ts';

for (const habit of HABITS) {
  test(`${habit.name}: the bad example is found`, () => {
    const sentences = judge(habit.bad, habit.name);
    assert.notDeepEqual(sentences, []);
    assert.match(sentences[0] ?? '', /^\S+:\d+: .+ is banned: .+\.$/);
  });

  test(`${habit.name}: the good example is left alone`, () => {
    assert.deepEqual(judge(habit.good, habit.name), []);
  });
}

test('one sentence names file, line, what and instead', () => {
  const file = parseSourceFile('src/hub/loop.ts', '\n\nexport default 1;\n');
  assert.deepEqual(judgeHabits(file), [
    'src/hub/loop.ts:3: export default is banned: export the thing under its name, so that it is called the same everywhere.',
  ]);
});

test('the clock is found in both of its forms, and tests may read it', () => {
  const text = 'const a = Date.now(); const b = new Date(); const c = new Date(a);';
  assert.equal(judgeHabits(parseSourceFile('src/hub/loop.ts', text)).length, 2);
  assert.deepEqual(judgeHabits(parseSourceFile('src/hub/loop.test.ts', text)), []);
  assert.deepEqual(judgeHabits(parseSourceFile('src/kernel/clock.ts', text)), []);
});

test('every way to bind a short name is found', () => {
  const text =
    'const [idx] = a; const { b: cfg } = a; function f(req = 1, ...msg) {} class C { tmp = 1; }' +
    'try { f(); } catch (err) { f(); } const g = (ctx: number) => ctx;';
  const sentences = judgeHabits(parseSourceFile('src/hub/loop.ts', text));
  const names = sentences.map((sentence) => /: (\w+) \(say/.exec(sentence)?.[1] ?? '');
  assert.deepEqual(names.toSorted(), ['cfg', 'ctx', 'err', 'idx', 'msg', 'req', 'tmp']);
});

function judge(example: Example, name: string): string[] {
  const habit = HABITS.filter((candidate) => candidate.name === name);
  return judgeHabits(parseSourceFile(example.path, example.text), habit);
}
