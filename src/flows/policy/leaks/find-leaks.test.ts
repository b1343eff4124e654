import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLeaks, findLeaksIn, type Leak } from './index.ts';

/** Of nobody: the example of the standard, GB 11643. */
const RESIDENT = '11010519491231002X';
const CARD = '4111111111111111';
const MOBILE = '13800138000';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');

function found(text: string | readonly string[]): string[] {
  return findLeaks(text).leaks.map(describe);
}

function describe({ pattern, decodedFrom }: Leak): string {
  return [pattern.id, ...decodedFrom].join(' < ');
}

test('[FL7] other widths, other digits and invisible signs make no difference', () => {
  assert.deepEqual(found(`证件 ${RESIDENT}`), ['cn-resident-id']);
  assert.deepEqual(found('证件 １１０１０５１９４９１２３１００２Ｘ'), ['cn-resident-id < signs']);
  assert.deepEqual(found('手机 ١٣٨٠٠١٣٨٠٠٠'), ['cn-mobile < signs']);
  assert.deepEqual(found('手机 一三八〇〇一三八零零零'), ['cn-mobile < signs']);
  assert.deepEqual(found('手机 ①③⑧⓪⓪①③⑧⓪⓪⓪'), ['cn-mobile < signs']);
  assert.deepEqual(found('4111\u200b1111\u200b1111\u200b1111'), ['card-visa < joined']);
  assert.deepEqual(found('4111–1111–1111–1111'), ['card-visa < signs']);
});

test('[FL8] signs between the digits make no difference', () => {
  for (const text of [
    '110105 19491231 002X',
    '110105-19491231-002X',
    '110105.19491231.002X',
    '1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X',
    '"110105" + "19491231" + "002X"',
    "'110105'+'19491231'+'002X'",
    '1101_0519_4912_3100_2X',
  ]) {
    assert.deepEqual(found(`see ${text} here`), ['cn-resident-id < joined'], text);
  }
  assert.deepEqual(found('1 3 8 0 0 1 3 8 0 0 0'), ['cn-mobile < joined']);
  // Rows of numbers that are no number together.
  assert.deepEqual(found('2026-11-23 10 200 3000 40000 7'), []);
});

test('[FL8] pieces of a concatenation are looked at as one', () => {
  assert.deepEqual(found(['no ', '110105', '19491231', '002X', ' end']), [
    'cn-resident-id < joined',
  ]);
  assert.deepEqual(found(['no ', RESIDENT, ' end']), ['cn-resident-id']);
  const [leak] = findLeaks(['ab', '411111', '1111111111']).leaks.filter(
    ({ pattern }) => pattern.id === 'card-visa',
  );
  assert.equal(leak, undefined, 'a number that touches letters is part of a longer word');
  assert.deepEqual(found(['ab ', '411111', '1111111111']), ['card-visa < joined']);
});

test('[FL9] what is coded is found, and how it was', () => {
  const coded: [text: string, hidden: string][] = [
    [base64(RESIDENT), 'base64'],
    [Buffer.from(`${RESIDENT}??>`).toString('base64url'), 'base64'],
    [hex(RESIDENT), 'hex'],
    [RESIDENT.replace(/./g, (sign) => `%${hex(sign)}`), 'url'],
    [RESIDENT.replace(/./g, (sign) => `\\u00${hex(sign)}`), 'escape'],
    [RESIDENT.replace(/./g, (sign) => `\\x${hex(sign)}`), 'escape'],
    [RESIDENT.replace(/./g, (sign) => `&#${sign.charCodeAt(0)};`), 'entity'],
    [base64(base64(RESIDENT)), 'base64 < base64'],
    [hex(base64(RESIDENT)), 'hex < base64'],
    [encodeURIComponent(base64('身份证 11010519491231002X!')), 'url < base64'],
    [base64(encodeURIComponent('号：１１０１０５１９４９１２３１００２Ｘ')), 'base64 < url'],
  ];
  for (const [text, hidden] of coded) {
    const [leak, ...others] = findLeaks(`value=${text}&next=1`).leaks;
    assert.ok(leak !== undefined && others.length === 0, text);
    assert.equal(describe(leak), `cn-resident-id < ${hidden}`, text);
  }
  // A third layer is not looked into.
  assert.deepEqual(found(base64(base64(base64(RESIDENT)))), []);
});

test('[FL9] what stands before a coded text is its context', () => {
  assert.deepEqual(found(`pesel: ${base64('02070803628')}`), ['pl-pesel < base64']);
  assert.deepEqual(found(`number: ${base64('02070803628')}`), []);
});

test('[FL10] a find names its place and masks what it shows', () => {
  const text = `order 7, card ${CARD}, mail me`;
  const [leak] = findLeaks(text).leaks;
  assert.ok(leak !== undefined);
  assert.equal(text.slice(leak.start, leak.end), CARD);
  assert.equal(leak.excerpt, '41************11');
  const coded = `a ${base64(RESIDENT)} b`;
  const [inside] = findLeaks(coded).leaks;
  assert.ok(inside !== undefined);
  assert.equal(coded.slice(inside.start, inside.end), base64(RESIDENT));
  assert.equal(inside.excerpt, '11**************2X');
  const spaced = 'a 110105-19491231-002X b';
  const [joined] = findLeaks(spaced).leaks;
  assert.equal(spaced.slice(joined?.start, joined?.end), '110105-19491231-002X');
  assert.equal(joined?.excerpt, '11****-********-**2X');
});

test('[FL11] the work is bounded, and says when the bound was reached', () => {
  const whole = findLeaks(`${CARD} ${'x '.repeat(1000)}`);
  assert.ok(whole.isComplete && whole.leaks.length === 1);
  const short = findLeaks(`${CARD} ${'x '.repeat(1000)}`, { charactersMax: 1000, leaksMax: 10 });
  assert.deepEqual(short, { leaks: [], isComplete: false });
  const nested = findLeaks(`${CARD} ${base64('x '.repeat(1000))}`, {
    charactersMax: 3000,
    leaksMax: 10,
  });
  assert.ok(!nested.isComplete && nested.leaks.length === 1);
  const many = findLeaks(`${CARD} `.repeat(20), { charactersMax: 1e6, leaksMax: 10 });
  assert.ok(!many.isComplete && many.leaks.length === 10);
});

test('[FL11] a megabyte of anything is looked through', (context) => {
  const megabyte = (text: string) => text.repeat(Math.ceil(1e6 / text.length)).slice(0, 1e6);
  const texts: Readonly<Record<string, string>> = {
    prose: megabyte('please leave the parcel with the neighbour, order 4711 of 2026-11-23. '),
    digits: megabyte('4'),
    'digits in fours': megabyte('4111 '),
    letters: megabyte('a'),
    'base64 signs': megabyte('MTEwMTA1'),
    'percent signs': megabyte('%31'),
    keywords: megabyte('passport card pin ssn 身份证 '),
    'mail signs': megabyte('a@'),
  };
  for (const [name, text] of Object.entries(texts)) {
    const before = process.cpuUsage();
    const report = findLeaks(`${text}\n${RESIDENT}\n`);
    const { user } = process.cpuUsage(before);
    const isFound = report.leaks.some(({ pattern }) => pattern.id === 'cn-resident-id');
    // What ends before the end of the text says so.
    assert.ok(isFound || !report.isComplete, name);
    if (name === 'prose') assert.ok(isFound && report.isComplete, 'prose is within the budget');
    context.diagnostic(`${name}: ${Math.round(user / 1000)} ms of one core`);
  }
});

test('[FL12] documents: every text, number and key, with the name of the field', () => {
  const document = {
    order: { note: `my number is ${RESIDENT}`, total: 4711 },
    contact: { phone: Number(MOBILE), [MOBILE]: true },
    customerSsn: '536229741',
    parts: ['110105', '19491231', '002X'],
    lines: [{ sku: 'TEE-1', quantity: 2 }],
    nothing: null,
  };
  const { leaks, isComplete } = findLeaksIn(document);
  assert.ok(isComplete);
  assert.deepEqual(
    leaks.map((leak) => `${leak.path.join('.')}: ${describe(leak)} at ${leak.start}`).sort(),
    [
      'contact.13800138000: cn-mobile at 0',
      'contact.phone: cn-mobile at 0',
      'customerSsn: us-social-security-bare at 0',
      'order.note: cn-resident-id at 13',
      'parts: cn-resident-id < joined at 0',
    ],
  );
  assert.ok(!findLeaksIn(document, { charactersMax: 50, leaksMax: 9 }).isComplete);
});
