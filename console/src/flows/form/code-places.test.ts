import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeMarks } from './code-places.ts';

test('what is wrong with a program stands at its line', () => {
  const source = 'function decide() {\n  return {{};\n}';
  const problem = { code: 'wrong_code', mend: '', message: 'Line 2, column 11: Unexpected token.' };
  assert.deepEqual(codeMarks(source, [{ ...problem, start: 30, end: 31 }]), [
    { code: 'wrong_code', line: 2, start: 30, text: 'Unexpected token.' },
  ]);
  assert.deepEqual(codeMarks('x', [{ code: 'no_decide', mend: '', message: 'No decide.' }]), [
    { code: 'no_decide', line: null, start: null, text: 'No decide.' },
  ]);
});
