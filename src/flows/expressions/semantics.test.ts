import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiled, evaluated, EXAMPLE_FACTS } from './testing.ts';
import { ExpressionFailure } from './values.ts';

type Row = readonly [text: string, value: unknown];

/** Values are compared as JSON, so that a map without a prototype equals one with. */
function assertRows(rows: readonly Row[]): void {
  for (const [text, value] of rows) {
    const result = evaluated(text);
    const shown = result instanceof ExpressionFailure ? `failure ${result.code}` : result;
    const expected = value instanceof Failure ? `failure ${value.code}` : value;
    assert.equal(JSON.stringify(shown), JSON.stringify(expected), text);
  }
}

class Failure {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

const fails = (code: string) => new Failure(code);
const cny = (minor: number) => ({ minor, currency: 'CNY' });

test('[FX1] whole numbers are exact: division and remainder go toward zero, beyond is a failure', () => {
  assertRows([
    ['1 + 2 * 3', 7],
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7 % -2', 1],
    ['-7 % 2', -1],
    ['-4 % 2', 0],
    ['0 * -5', 0],
    ['9007199254740991 / 2', 4_503_599_627_370_495],
    ['9007199254740991 - 1', 9_007_199_254_740_990],
    ['9007199254740991 + 1', fails('overflow')],
    ['order.weightGrams * 9007199254740991', fails('overflow')],
    ['1 / 0', fails('division_by_zero')],
    ['1 % (order.weightGrams - 1800)', fails('division_by_zero')],
    ['sum([9007199254740991, 1])', fails('overflow')],
    ['abs(-3)', 3],
    ['min(3, 2) + max([1, 5, 2])', 7],
    ['[1, 2, 3].sum()', 6],
    ['order.ratings.filter(rating, rating > 9).sum()', 0],
    ['max(order.ratings.filter(rating, rating > 9))', fails('empty_list')],
    ["int('-12') + int(3.9) + int(-3.9)", -12],
    ["int('12 ')", fails('invalid_conversion')],
    ["int('99999999999999999')", fails('invalid_conversion')],
    ['int(1e300)', fails('overflow')],
    ['0x10', 16],
  ]);
  assert.equal(Object.is(evaluated('0 * -5'), -0), false);
});

test('[FX2] doubles never mix with whole numbers in arithmetic, and are always finite', () => {
  assertRows([
    ['order.fraudScore * 2.0', 0.5],
    ['order.fraudScore < 1', true],
    ['double(order.weightGrams) / 1000.0', 1.8],
    ['1.0 / 0.0', fails('not_finite')],
    ['1e308 * 10.0', fails('not_finite')],
    ["double('1.5')", 1.5],
    ["double('Infinity')", fails('invalid_conversion')],
    ['string(1.5) + string(2)', '1.52'],
  ]);
});

test('[FX3] amounts of one currency are added and compared; of two that is a failure', () => {
  assertRows([
    ["order.total >= money(10000, 'CNY')", true],
    ["order.total == money(12500, 'CNY')", true],
    ["order.total != money(12500, 'CNY')", false],
    ["order.total + money(1, 'CNY')", cny(12_501)],
    ['order.total - order.total', cny(0)],
    ['-order.total', cny(-12_500)],
    ['order.total * 3', cny(37_500)],
    ['2 * order.lines[0].price', cny(6_000)],
    ['order.lines.map(line, line.price * line.quantity).sum() == order.total', true],
    ['order.total.minor + 1', 12_501],
    ["order.total.currency == 'CNY'", true],
    ["min(order.total, money(100, 'CNY'))", cny(100)],
    ["order.total in [money(1, 'CNY'), money(12500, 'CNY')]", true],
    ['string(order.total)', '125.00 CNY'],
    ["order.total > money(100, 'EUR')", fails('other_currency')],
    ["order.total == money(12500, 'EUR')", fails('other_currency')],
    ["order.total + money(100, 'EUR')", fails('other_currency')],
    ["max(order.total, money(100, 'EUR'))", fails('other_currency')],
    ["sum([order.total, money(1, 'EUR')])", fails('other_currency')],
    ["order.total in [money(1, 'EUR')]", fails('other_currency')],
    ['order.lines.filter(line, false).map(line, line.price).sum()', fails('empty_list')],
    ['order.total * 9007199254740991', fails('overflow')],
    ['money(1, order.externalId)', fails('wrong_currency')],
  ]);
  const failure = evaluated("order.total > money(100, 'EUR')");
  assert.ok(failure instanceof ExpressionFailure);
  assert.match(failure.message, /125\.00 CNY and 1\.00 EUR .* currencies differ/);
});

test('[FX4] a percentage of an amount is rounded half away from zero, exactly', () => {
  const percentages: readonly (readonly [number, string, number])[] = [
    [10, '15', 2],
    [-10, '15', -2],
    [9, '15', 1],
    [3, '50', 2],
    [1, '50', 1],
    [1, '49', 0],
    [1000, '7.5', 75],
    [999, '0.1', 1],
    [12_345, '-10', -1235],
    [9_007_199_254_740_991, '100', 9_007_199_254_740_991],
    [9_007_199_254_740_991, '50', 4_503_599_627_370_496],
  ];
  for (const [minor, percent, expected] of percentages) {
    assertRows([[`percent(money(${minor}, 'EUR'), ${percent}).minor`, expected]]);
  }
  assertRows([
    ["percent(money(9007199254740991, 'EUR'), 101)", fails('overflow')],
    ["percent(money(1, 'EUR'), 1e-9)", fails('overflow')],
  ]);
});

test('[FX5] moments and durations are compared, added and taken apart, in a named time zone too', () => {
  assertRows([
    ["now - order.placedAt > duration('48h')", true],
    ["now - order.placedAt == duration('55h30m')", true],
    ["order.placedAt + duration('1h') == timestamp('2026-11-20T17:30:00+08:00')", true],
    ["duration('1h') + order.placedAt > order.placedAt", true],
    ["string(now - duration('1.5s'))", '2026-11-22T15:59:58.500Z'],
    ["duration('-90m') < duration('0s')", true],
    ['order.handlingTime.getMinutes()', 90],
    ['order.handlingTime.getHours()', 1],
    ["duration('-90m').getHours()", -1],
    ['now.getDayOfWeek()', 0],
    ["now.getDayOfWeek('Asia/Shanghai')", 1],
    ["now.getHours('Asia/Shanghai')", 0],
    ["now.getDate('Asia/Shanghai')", 23],
    ['now.getDayOfMonth()', 21],
    ['now.getMonth()', 10],
    ['now.getDayOfYear()', 325],
    ["timestamp('2026-12-31T23:00:00Z').getFullYear('Asia/Shanghai')", 2027],
    ['now.getMinutes() + now.getSeconds() + now.getMilliseconds()', 0],
    ['timestamp(order.externalId)', fails('invalid_conversion')],
    ['duration(order.note)', fails('invalid_conversion')],
    ["now + duration('2500000000h')", fails('moment_out_of_range')],
  ]);
});

test('[FX6] texts are asked, compared and put together; sizes count characters as people see them', () => {
  assertRows([
    ["order.note.contains('礼品')", true],
    ["order.externalId.startsWith('TM-') && order.externalId.endsWith('20')", true],
    ['order.note.size()', 6],
    ["size('👍🏽ab')", 4],
    ['order.customer.email.lowerAscii()', 'li@example.com'],
    ["'straße Ä'.upperAscii()", 'STRAßE Ä'],
    ["order.externalId.matches('^[A-Z]{2}-[0-9]+$')", true],
    ["order.note.matches('包装')", true],
    ['order.externalId.substring(0, 2)', 'TM'],
    ["'👍ab'.substring(1)", 'ab'],
    ["'ab'.substring(1, 5)", fails('out_of_range')],
    ["'a,b,,c'.split(',')", ['a', 'b', '', 'c']],
    ["order.tags.join('/')", 'vip/双十一'],
    ["'a-b-c'.replace('-', '$&')", 'a$&b$&c'],
    ["' x '.trim() + 'y'", 'xy'],
    ["'a' < 'b' && 'a' <= 'a' && 'b' > 'a' && !('a' >= 'b')", true],
    ["'tab\\t' == 'tab\t'", true],
    ['r"\\d" + "\\u4e2d"', '\\d中'],
    ['string(true) + string(order.placedAt)', 'true2026-11-20T08:30:00.000Z'],
  ]);
});

test('[FX7] lists and maps are looked through, indexed, joined and written out', () => {
  assertRows([
    ["order.countryCode in ['CN', 'HK']", true],
    ["'vip' in order.tags", true],
    ["'giftWrap' in order.attributes", true],
    ["order.attributes.giftWrap == order.attributes['giftWrap']", true],
    ["order.attributes['absent']", fails('absent_key')],
    ['order.lines[1].sku', 'LAMP-9'],
    ['order.lines[2].sku', fails('no_such_item')],
    ['order.ratings[-1]', fails('no_such_item')],
    ['order.ratings == [4, 5, 3]', true],
    ['order.ratings + [1] == [4, 5, 3]', false],
    ['[] == order.ratings', false],
    ['1 in []', false],
    ["{'a': 1, 'b': 2}['b']", 2],
    ["{'a': order.total}", { a: cny(12_500) }],
    ["size({'a': 1}) + order.lines.size() + size(order.tags)", 5],
    ['[[1, 2], [3]] == [[1, 2], [3]]', true],
    ['order.isPaid ? order.tags : []', ['vip', '双十一']],
  ]);
});

test('[FX8] loops ask about every item, two deep, and one item that settles the matter settles it', () => {
  assertRows([
    ['order.lines.all(line, line.quantity > 0)', true],
    ["order.lines.exists(line, line.sku.startsWith('LAMP'))", true],
    ['order.lines.exists_one(line, line.quantity == 1)', true],
    ['order.lines.filter(line, line.quantity > 1).map(line, line.sku)', ['BOOK-1']],
    ['order.lines.map(line, line.quantity > 1, line.sku)', ['BOOK-1']],
    ["order.lines.exists(line, line.categories.exists(category, category == 'light'))", true],
    ['order.attributes.all(key, key.size() > 3)', true],
    // The first line has no isGift: alone that is a failure, beside one that settles it is not.
    ['order.lines.exists(line, line.isGift)', true],
    ['order.lines.all(line, !line.isGift)', false],
    ['order.lines.all(line, line.isGift)', fails('absent')],
    ['order.lines.exists(line, !line.isGift)', fails('absent')],
    ['order.lines.exists_one(line, line.isGift)', fails('absent')],
    ['order.lines.map(line, line.isGift)', fails('absent')],
    ['order.lines.filter(line, has(line.isGift)).size()', 1],
    ['[].all(item, false)', true],
  ]);
});

test('[FX9] and, or, choice: the side that settles the matter settles it, whichever has failed', () => {
  assertRows([
    ['false && 1 / 0 == 1', false],
    ['1 / 0 == 1 && false', false],
    ['1 / 0 == 1 && true', fails('division_by_zero')],
    ['true && 1 / 0 == 1', fails('division_by_zero')],
    ['1 / 0 == 1 || true', true],
    ['1 / 0 == 1 || false', fails('division_by_zero')],
    ['order.isPaid ? 1 : 1 / 0', 1],
    ['1 / 0 == 1 ? 1 : 2', fails('division_by_zero')],
    ['!(1 / 0 == 1)', fails('division_by_zero')],
  ]);
});

test('[FX10] has() asks whether a fact is there; reading one that is not is a failure with its place', () => {
  assertRows([
    ['has(order.note)', true],
    ['has(order.discount)', false],
    ['has(order.discount) && order.discount.minor > 0', false],
    ['has(order.attributes.giftWrap) && !has(order.attributes.other)', true],
    ['order.discount.minor', fails('absent')],
    ['has(order.customer.referrer.email)', fails('absent')],
    ['order.customer.referrer.orderCount > 1 || order.isPaid', true],
  ]);
  const failure = evaluated('order.isPaid && order.discount.minor > 0');
  assert.ok(failure instanceof ExpressionFailure);
  assert.deepEqual([failure.start, failure.end], [16, 30]);
  assert.match(failure.message, /order\.discount is not there/);
  const nulled = { ...EXAMPLE_FACTS, order: { ...EXAMPLE_FACTS.order, note: null } };
  assert.equal(evaluated('has(order.note)', nulled), false);
});

test('[FX11] what an expression reads is listed by path', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['order.customer.email', ['order.customer.email']],
    ['order.isPaid ? order.note : order.channel', ['order.channel', 'order.isPaid', 'order.note']],
    ['order.lines.exists(line, line.sku == order.channel)', ['order.channel', 'order.lines[].sku']],
    ['order.lines.size() > 1', ['order.lines.size()']],
    ['order.lines.all(line, order.isPaid)', ['order.isPaid', 'order.lines.size()']],
    ['order.lines[0].price.minor', ['order.lines[].price.minor']],
    ["order.attributes['a'] + order.attributes.b", ['order.attributes[]']],
    ["'a' in order.attributes", ['order.attributes']],
    ['has(order.note)', ['order.note']],
    [
      'order.lines.filter(line, line.isGift).map(line, line.sku)',
      ['order.lines[].isGift', 'order.lines[].sku'],
    ],
    [
      '(order.isPaid ? order.customer : order.customer.referrer).email',
      ['order.customer.email', 'order.customer.referrer.email', 'order.isPaid'],
    ],
    ['order.tags.size()', ['order.tags']],
    ['1 + 1', []],
  ];
  for (const [text, reads] of rows) assert.deepEqual(compiled(text).reads, reads, text);
});

test('[FX12] there is no clock: the moment of the decision is a fact, and so is everything else', () => {
  const expression = compiled("now - order.placedAt > duration('1h')");
  assert.deepEqual(expression.reads, ['now', 'order.placedAt']);
  assert.equal(expression.evaluate(EXAMPLE_FACTS), expression.evaluate(EXAMPLE_FACTS));
  assert.equal(expression.evaluate({ ...EXAMPLE_FACTS, now: EXAMPLE_FACTS.order.placedAt }), false);
});

test('[FX32] half characters and NUL do not come out of an expression, nor of its failure', () => {
  const order = {
    ...EXAMPLE_FACTS.order,
    note: 'a\0b\ud83d',
    tags: ['\udc00', '双十一 🎁'],
    attributes: { 'x\0': '\0' },
  };
  const facts = { ...EXAMPLE_FACTS, order };
  assert.equal(evaluated('order.note', facts), 'a\ufffdb\ufffd');
  assert.deepEqual(evaluated('order.tags', facts), ['\ufffd', '双十一 🎁']);
  assert.equal(JSON.stringify(evaluated('order.attributes', facts)), '{"x\ufffd":"\ufffd"}');
  const failure = evaluated('int(order.note)', facts);
  assert.ok(failure instanceof ExpressionFailure);
  assert.ok(failure.message.isWellFormed() && !failure.message.includes('\0'), failure.message);
});
