import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  emailWord,
  filterTerms,
  phoneWord,
  questionOf,
  searchTerms,
  wordsOf,
} from './search-words.ts';
import { namedWords, searchTextOf } from './search-texts.ts';

const none = {
  state: null,
  paymentState: null,
  channelId: null,
  countryCode: null,
  priority: null,
  locationId: null,
  kind: null,
};
const searchQuestion = (search: string) => questionOf(searchTerms(search));

test('[Q4] Latin text gives its words in lower case, without accents', () => {
  assert.deepEqual(wordsOf('Ada Lovelace, 12 Station-Road'), [
    'ada',
    'lovelace',
    '12',
    'station',
    'road',
  ]);
  assert.deepEqual(wordsOf('Jónsson MÜNCHEN Straße'), ['jonsson', 'munchen', 'straße']);
  assert.deepEqual(wordsOf('ＡＢＣ－１２'), ['abc', '12'], 'full-width forms are the usual ones');
});

test('[Q4] Chinese text gives each pair of characters, a single one stands alone', () => {
  assert.deepEqual(wordsOf('上海市人民路12号'), [
    '上海',
    '海市',
    '市人',
    '人民',
    '民路',
    '12',
    '号',
  ]);
  assert.deepEqual(wordsOf('東京タワー'), ['東京', '京タ', 'タワ', 'ワー']);
  assert.deepEqual(wordsOf('𠮷野家'), ['𠮷野', '野家'], 'characters of two code units stay whole');
});

test('[Q4] a word is cut where the server would refuse it', () => {
  assert.deepEqual(wordsOf('x'.repeat(5_000)), ['x'.repeat(60)]);
});

test('[Q4] a telephone number counts by its last eight digits', () => {
  assert.equal(phoneWord('+86 138-0013-8000'), 't=00138000');
  assert.equal(phoneWord('138 0013 8000'), 't=00138000');
  assert.equal(phoneWord('110'), null);
  assert.match(searchQuestion('+86 (138) 0013-8000') ?? '', /\| 't=00138000'\)$/);
});

test('[Q4] an address of e-mail is one word, found from its beginning', () => {
  assert.equal(emailWord("O'Hara@Example.com"), 'ohara@example.com');
  assert.equal(searchQuestion("O'Hara@exam"), "'ohara@exam':*");
});

test('[Q4] a search asks for all words, Latin ones from their beginning', () => {
  assert.equal(searchQuestion('Ada lo'), "'ada':* & 'lo'");
  assert.equal(searchQuestion('上海市 tea'), "'上海' & '海市' & 'tea':*");
  assert.equal(searchQuestion('王'), "'王':*");
  assert.equal(searchQuestion('no 1234 12345'), "'no' & '1234' & '12345':*");
  assert.equal(searchQuestion(" !!! ' & | ) "), null);
});

test('[Q2] filters are words of their own that no text can hold', () => {
  assert.deepEqual(filterTerms(none), []);
  const terms = [...filterTerms({ ...none, state: 'held', channelId: 7 }), ...searchTerms('tea')];
  assert.equal(questionOf(terms), "'s=held' & 'c=7' & 'tea':*");
  assert.ok(wordsOf('s=held').every((word) => !word.includes('=')));
});

test('[Q4] an order gives no empty word, whatever is missing or strange in it', () => {
  const packed = [
    '7',
    '3',
    ' \t ',
    JSON.stringify({ name: '', email: '', phone: '1' }),
    JSON.stringify({ lines: [], countryCode: 'CN' }),
    JSON.stringify({ note: null }),
    JSON.stringify([{ locationId: 2 }, { locationId: 2 }, { locationId: 5 }]),
    '9',
  ].join('\u0002');
  const row = searchTextOf(packed, { sku: () => '', channel: () => 'shop' });
  assert.deepEqual(row, {
    orderId: '7',
    countryCode: 'CN',
    customerName: '',
    locationIds: '{2,5}',
    kind: 'standard',
    words: 'shop k=CN l=2 l=5',
  });
});

test('[Q4] a kind that few orders have is a word, a note with any text in it is none', () => {
  const known = { sku: () => '', channel: () => '' };
  const rowOf = (details: object) =>
    searchTextOf(
      [
        '7',
        '3',
        'X1',
        JSON.stringify({ name: 'Ada' }),
        JSON.stringify({ lines: [], countryCode: 'CN' }),
        JSON.stringify(details),
        '[]',
        '9',
      ].join('\u0002'),
      known,
    );
  const exchange = rowOf({ charges: [{ kind: 'shipping' }], kind: 'exchange' });
  assert.equal(exchange.kind, 'exchange');
  assert.ok(exchange.words.endsWith(' o=exchange'));
  const standard = rowOf({ charges: [{ kind: 'shipping' }], note: '"kind":"exchange"' });
  assert.equal(standard.kind, 'standard');
  assert.ok(!standard.words.includes('o='));
  assert.deepEqual(
    filterTerms({ ...none, kind: 'standard' }),
    [],
    'what nearly all have is looked at in the orders themselves',
  );
});

test('[Q4] a SKU is found by its code and its names in both languages', () => {
  assert.equal(
    namedWords({
      code: 'TEA-01',
      name: 'Longjing tea',
      names: { 'zh-CN': '龙井茶', en: 'Longjing tea' },
    }),
    'tea 01 longjing 龙井 井茶',
  );
});
