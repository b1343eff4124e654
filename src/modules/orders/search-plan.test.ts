import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frequenciesFrom } from './search-frequencies.ts';
import { conditionsOf, MATCHES_MAX, planSearch, type SearchPlan } from './search-plan.ts';
import { filterTerms, questionOf, searchTerms, type WordFilters } from './search-words.ts';

const ORDERS = 1_000_000;
const NONE: WordFilters = {
  state: null,
  paymentState: null,
  channelId: null,
  countryCode: null,
  priority: null,
  locationId: null,
  kind: null,
};
const COUNTED = frequenciesFrom(
  ORDERS,
  new Map([
    ['s=held', 20_000],
    ['s=sourced', 940_000],
    ['c=1', 330_000],
    ['k=IS', 60_000],
    ['n=9', 20_000],
    ['sku', 1_000_000],
    ['boris', 40_000],
    ['borislav', 1_000],
    ['schmidt', 60_000],
    ['teapot', 160_000],
    ['尽快', 15_000],
    ['快发', 15_000],
    ['发货', 15_000],
    ['王伟', 2_000],
  ]),
);

function planOf(
  search: string,
  filters: Partial<WordFilters> = {},
  withExternalId: number | null = null,
  late: number | null = null,
): SearchPlan {
  const terms = [...filterTerms({ ...NONE, ...filters }), ...searchTerms(search)];
  const conditions = conditionsOf(
    terms,
    terms.map((term) => COUNTED.ordersWith(term)),
  );
  const isState = filters.state !== undefined;
  return planSearch({
    orders: ORDERS,
    state: isState ? (conditions[0] ?? null) : null,
    others: isState ? conditions.slice(1) : conditions,
    withExternalId,
    late,
    hasWords: search !== '',
    wanted: 51,
  });
}

function lookedUp({ match }: SearchPlan): string | null {
  return match?.by === 'words' ? questionOf(match.terms) : (match?.by ?? null);
}

test('[Q3] the index is asked for the rarest words, and for no more than it reads quickly', () => {
  assert.equal(lookedUp(planOf('sku 00777')), "'00777':*");
  assert.equal(lookedUp(planOf('boris schmidt')), null, 'all entries of both are too many');
  assert.equal(
    lookedUp(planOf('', { state: 'held', countryCode: 'IS', priority: 9 })),
    "'s=held' & 'n=9'",
  );
  assert.equal(lookedUp(planOf('sku')), null);
  assert.equal(
    COUNTED.ordersWith({ text: '', word: 'boris', isPrefix: true, isOverlapping: false }),
    41_000,
  );
});

test('[Q3] what few orders meet is looked up at once, what many do is walked to', () => {
  assert.equal(planOf('unicorn').isMatchFirst, true);
  assert.equal(planOf('', { countryCode: 'IS', priority: 9, state: 'held' }).isMatchFirst, true);
  const frequent = planOf('teapot');
  assert.equal(frequent.isMatchFirst, false);
  assert.ok(frequent.walkFirst <= 1_000);
  assert.equal(planOf('', { state: 'held' }).isMatchFirst, false);
});

test('[Q3] the pairs of a run of characters count as one condition', () => {
  const plan = planOf('尽快发货');
  assert.equal(lookedUp(plan), null, 'as many orders have all pairs as have one');
  assert.equal(lookedUp(planOf('王伟')), "'王伟'");
});

test('[Q3] the beginning of an external id is looked up when few orders have it', () => {
  assert.equal(lookedUp(planOf('', {}, 900)), 'external_id');
  assert.equal(lookedUp(planOf('', {}, 900_000)), null);
  assert.equal(lookedUp(planOf('unicorn', {}, 900_000)), "'unicorn':*");
});

test('[Q3] whatever is asked, walks and matches are bounded', () => {
  for (const search of ['', 'boris', 'teapot 王伟', 'unicorn', '尽快发货']) {
    for (const state of [null, 'held', 'sourced', 'packed'] as const) {
      const { walkFirst, walkMax, match } = planOf(search, state === null ? {} : { state });
      assert.ok(walkFirst >= 1_000 && walkFirst <= walkMax && walkMax <= 20_000);
      if (match?.by !== 'words') continue;
      const rarest = Math.min(...match.terms.map((term) => COUNTED.ordersWith(term)));
      assert.ok(rarest < MATCHES_MAX * 12);
    }
  }
});

test('[Q15] late orders are collected by their promise while they are few, and walked to when they are many', () => {
  const few = planOf('', {}, null, 400);
  assert.deepEqual([lookedUp(few), few.isMatchFirst], ['late', true]);
  const many = planOf('', {}, null, MATCHES_MAX + 1);
  assert.deepEqual([many.match, many.isMatchFirst], [null, false]);
  assert.equal(lookedUp(planOf('borislav', {}, null, MATCHES_MAX + 1)), "'borislav':*");
  assert.equal(lookedUp(planOf('borislav', {}, null, 10)), 'late');
});
