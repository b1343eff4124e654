import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { completionsAt } from './complete.ts';
import { compileExpression, hasProblems } from './compile-expression.ts';
import { patternSize } from './pattern-size.ts';
import { nearestName } from './problems.ts';
import { EXAMPLE_SCHEMA, problemsOf } from './testing.ts';
import { type FactSchema, judgeSchema } from './types.ts';

/** The text, with the marked characters between ⟦ and ⟧, the code, and what is suggested. */
type Row = readonly [marked: string, code: string, suggestion?: string];

function assertRows(rows: readonly Row[]): void {
  for (const [marked, code, suggestion] of rows) {
    const start = marked.indexOf('⟦');
    const end = marked.indexOf('⟧') - 1;
    const text = marked.replace('⟦', '').replace('⟧', '');
    const [problem] = problemsOf(text);
    assert.ok(problem !== undefined, `${text} has no problem`);
    assert.deepEqual(
      [problem.code, problem.start, problem.end, problem.suggestion],
      [code, start, end, suggestion],
      `${text}: ${problem.message}`,
    );
    assert.doesNotMatch(problem.message, /\{\w+\}/, text);
  }
}

test('[FX13] a misspelt name is a problem at its place, and says what may be meant', () => {
  assertRows([
    ['order.⟦totl⟧ > order.total', 'unknown_field', 'total'],
    ['order.customer.⟦eMail⟧', 'unknown_field', 'email'],
    ['⟦ordr⟧.total', 'unknown_name', 'order'],
    ['⟦total⟧', 'unknown_name', 'order.total'],
    ['⟦email⟧', 'unknown_name', 'order.customer.email'],
    ["'礼品' == order.⟦nota⟧", 'unknown_field', 'note'],
    ['"中文" + "字" == order.note && ⟦odrer⟧.isPaid', 'unknown_name', 'order'],
    ['order.lines.exists(line, line.⟦skuu⟧ == 1)', 'unknown_field', 'sku'],
    ['⟦order.email⟧', 'unknown_field', 'order.customer.email'],
    ['order.⟦zzzzzz⟧', 'unknown_field'],
    ['order.note.⟦contain⟧("a")', 'unknown_function', 'contains'],
    ['⟦mony⟧(1, "EUR") == order.total', 'unknown_function', 'money'],
    ['⟦now⟧()', 'unknown_function'],
    ["⟦contains(order.note, 'x')⟧", 'method_wanted', "order.note.contains('x')"],
    ['⟦order.total.percent(15)⟧', 'function_wanted', 'percent(order.total, 15)'],
    ["order.status == ⟦'payd'⟧", 'unknown_value', "'paid'"],
    ["order.status in ['placed', ⟦'shiped'⟧]", 'unknown_value', "'shipped'"],
    ["⟦'xyz'⟧ != order.status", 'unknown_value'],
  ]);
  assert.deepEqual(problemsOf("'is ' + order.status"), []);
  assert.match(problemsOf('order.totl')[0]?.message ?? '', /Did you mean order\.total\?$/);
});

test('[FX14] a type that does not fit is a problem at its place', () => {
  assertRows([
    ['⟦order.weightGrams + 0.5⟧', 'no_such_operation', 'double(order.weightGrams) + 0.5'],
    ["⟦'order ' + order.weightGrams⟧", 'no_such_operation', "'order ' + string(order.weightGrams)"],
    ['⟦order.total > 100⟧', 'no_such_operation', "order.total > money(100, 'EUR')"],
    ['⟦order.total / 2⟧', 'no_such_operation', "order.total / money(2, 'EUR')"],
    ['⟦order.note == 1⟧', 'no_such_operation'],
    ['⟦order.isPaid < true⟧', 'no_such_operation'],
    ['⟦order.customer == order.customer⟧', 'not_comparable'],
    ['⟦order.attributes == order.attributes⟧', 'not_comparable'],
    ['⟦-order.note⟧', 'no_such_sign'],
    ['!⟦order.note⟧', 'condition_wanted'],
    ['order.isPaid && ⟦order.note⟧', 'condition_wanted'],
    ['⟦order.note⟧ ? 1 : 2', 'condition_wanted'],
    ["⟦order.isPaid ? 1 : 'a'⟧", 'mixed_choice'],
    ["[1, ⟦'a'⟧]", 'mixed_list'],
    ["{⟦1⟧: 'a'}", 'wrong_index'],
    ["order.lines[⟦'a'⟧].sku", 'wrong_index'],
    ['order.attributes[⟦0⟧]', 'wrong_index'],
    ["⟦order['total']⟧", 'no_brackets', 'order.total'],
    ['order.note.⟦length⟧', 'no_fields'],
    ['order.isPaid && order.lines.exists(line, ⟦line.sku⟧)', 'condition_wanted'],
    ['⟦order.total⟧.all(item, true)', 'not_a_list'],
    ['order.lines.all(⟦order⟧, true)', 'name_taken'],
    ['order.lines.all(⟦a.b⟧, true)', 'invalid_item_name'],
    ['order.lines.⟦exists⟧(line)', 'no_such_call'],
    ['order.note.⟦contains⟧(1)', 'no_such_call'],
    ['⟦size⟧(1)', 'no_such_call'],
    ['order.note == ⟦null⟧', 'null_literal'],
    ['1 == ⟦1u⟧', 'unsupported_literal'],
    ["⟦b'a'⟧ == order.note", 'unsupported_literal'],
    ['has(⟦order⟧)', 'has_wants_field'],
    ["⟦has(order.attributes['a'])⟧", 'has_wants_field', "'a' in order.attributes"],
    ['⟦order.customer⟧', 'record_result'],
    ['⟦[order.lines]⟧', 'record_result'],
  ]);
  assert.deepEqual(problemsOf('order.note', 'bool')[0]?.messageParameters, {
    expected: 'bool',
    actual: 'string',
  });
  assert.equal(hasProblems(compileExpression('[]', EXAMPLE_SCHEMA, { list: 'int' })), false);
});

test('[FX15] what is written out is judged before it runs: moments, currencies, patterns', () => {
  assertRows([
    ["now > timestamp(⟦'2026-11-22'⟧)", 'invalid_timestamp'],
    ["now > timestamp(⟦'2026-02-30T00:00:00Z'⟧)", 'invalid_timestamp'],
    ["duration(⟦'3 days'⟧) > duration('1h')", 'invalid_duration'],
    ["order.total > money(1, ⟦'eur'⟧)", 'invalid_currency'],
    ["now.getHours(⟦'Asia/Shanghay'⟧) > 1", 'invalid_time_zone'],
    ['now.getHours(⟦order.note⟧) > 1', 'text_wanted'],
    ["order.note.matches(⟦'('⟧)", 'pattern_open'],
    ["order.note.matches(⟦'a)'⟧)", 'pattern_closed'],
    ["order.note.matches(⟦'*a'⟧)", 'pattern_repetition'],
    ["order.note.matches(⟦'[z-a]'⟧)", 'pattern_class'],
    ["order.note.matches(⟦'a\\\\8'⟧)", 'pattern_escape'],
    ["order.note.matches(⟦'(?P<>a)'⟧)", 'invalid_pattern'],
    ["order.note.matches(⟦'(?=a)'⟧)", 'pattern_unsupported'],
    ['order.note.matches(⟦order.channel⟧)', 'text_wanted'],
    ["order.note.matches(⟦'((a{100}){100}){100}'⟧)", 'pattern_too_large'],
    ['order.weightGrams > ⟦9007199254740992⟧', 'invalid_number'],
  ]);
});

test('[FX15] a pattern is refused for what it would become, not for how many repetitions it names', () => {
  const hexadecimal = '[0-9a-f]';
  const uuid = `^${[8, 4, 4, 4, 12].map((count) => `${hexadecimal}{${count}}`).join('-')}$`;
  assert.deepEqual(problemsOf(`order.note.matches('${uuid}')`), []);
  assert.ok(patternSize(uuid) < 50);
  assert.equal(patternSize('(ab{3}){10}'), 50);
  assert.equal(patternSize('((a{100}){100}){100}') > 1_000_000, true);
  assert.equal(patternSize('[a{100}]'), 1);
  assert.equal(patternSize('\\(a{2}'), 3);
  assert.equal(patternSize(')))((('), 3);
});

test('[FX16] what cannot be read is explained where it stands', () => {
  assertRows([
    ['⟦⟧', 'empty'],
    ['⟦   ⟧', 'empty'],
    ['order.isPaid &&⟦⟧', 'unfinished'],
    ['(order.isPaid⟦⟧', 'unfinished'],
    ['order.⟦⟧', 'unfinished'],
    ['order.status ⟦=⟧ "paid"', 'single_equals', '=='],
    ['order.isPaid ⟦and⟧ true', 'word_operator', '&&'],
    ['order.isPaid ⟦OR⟧ true', 'word_operator', '||'],
    ['⟦not⟧ order.isPaid', 'word_operator', '!'],
    ['order.isPaid ⟦foo⟧', 'unexpected'],
    ['order.isPaid ⟦）⟧', 'wide_character', ')'],
    ['order.note ⟦＝⟧ "礼品"', 'wide_character', '=='],
    ['order.note == ⟦“⟧礼品”', 'wide_character', '"'],
    ['order.isPaid⟦\u3000⟧&& true', 'wide_space', ' '],
    ["order.note == ⟦'⟧礼品", 'unterminated_text'],
    ["order.note == '⟦\\q⟧'", 'invalid_escape'],
    ['order.note == "a⟦\n⟧"', 'line_break_in_text'],
    ['⟦while⟧ == 1', 'reserved_word'],
    ['order.lines.all(⟦1⟧, true)', 'invalid_item_name'],
    ['1 ⟦;⟧ 2', 'unexpected'],
    ['order?⟦.⟧note', 'unexpected'],
  ]);
});

test('[FX17] all problems of an expression are told at once, in the order of their places', () => {
  const problems = problemsOf("order.totl > 1 && order.note == 1 && ordr.isPaid && 'a'.foo()");
  assert.deepEqual(
    problems.map(({ code, start }) => [code, start]),
    [
      ['unknown_field', 6],
      ['no_such_operation', 18],
      ['unknown_name', 37],
      ['unknown_function', 56],
    ],
  );
});

test('[FX18] a schema with names that nobody can write, or types that are not there, is found', () => {
  const schema: FactSchema = {
    records: {
      Order: {
        constructor: { type: 'int' as const },
        'a-b': { type: 'int' },
        lines: { type: { list: { record: 'Line' } } },
        size: { type: 'int', values: ['a'] },
      },
    },
    variables: {
      __proto__x: { type: 'int' },
      in: { type: 'bool' },
      order: { type: { record: 'Order' } },
    },
  };
  const mistakes = judgeSchema(schema).join('\n');
  for (const part of ['in cannot', 'Order.constructor', 'Order.a-b', 'Line', 'is no text']) {
    assert.ok(mistakes.includes(part), `${part} in ${mistakes}`);
  }
  assert.deepEqual(judgeSchema(EXAMPLE_SCHEMA), []);
});

test('[FX13] the nearest name is one that differs by a third of its letters at most', () => {
  const names = ['total', 'totals', 'note', 'weightGrams'];
  assert.equal(nearestName('totla', names), 'total');
  assert.equal(nearestName('WEIGHTGRAM', names), 'weightGrams');
  assert.equal(nearestName('n', names), undefined);
  assert.equal(nearestName('x'.repeat(100_000), names), undefined);
});

test('[FX16, FX28] any text gives a value or problems within it, and completions within it', () => {
  const pieces = [
    ['order', '.', 'lines', 'note', 'total', 'has', '(', ')', '[', ']', '{', '}', ',', ':', '?'],
    [
      'exists',
      'map',
      'line',
      'size',
      'money',
      "'EUR'",
      "'",
      '"',
      '\\\\',
      '1',
      '0x',
      '1.5',
      '-',
      '!',
    ],
    ['&&', '||', '==', '=', '<', ' in ', ' ', '//', '礼', '（', '“', 'null', '\\n', '`', 'r"'],
  ].flat();
  const texts = fc
    .array(fc.constantFrom(...pieces), { maxLength: 14 })
    .map((list) => list.join(''));
  fc.assert(
    fc.property(texts, fc.nat({ max: 60 }), (text, place) => {
      const outcome = compileExpression(text, EXAMPLE_SCHEMA);
      for (const { start, end, message } of hasProblems(outcome) ? outcome : []) {
        assert.ok(0 <= start && start <= end && end <= text.length, `${text}: ${start} to ${end}`);
        assert.doesNotMatch(message, /\{\w+\}|undefined/, text);
      }
      const offset = Math.min(place, text.length);
      for (const { from, to } of completionsAt(text, offset, EXAMPLE_SCHEMA)) {
        assert.ok(0 <= from && from <= offset && offset <= to && to <= text.length, text);
      }
    }),
    { seed: 7, numRuns: 1_500 },
  );
});
