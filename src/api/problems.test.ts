import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerRefusal, ERRORS, Problem, problemOf, refuse } from '../../contracts/errors.ts';

const DETAIL = 'There is no order 7.';

test('[A8] a fact cannot have the name of a member of the problem', () => {
  const members = Object.keys(Problem.properties);
  assert.deepEqual(members.toSorted(), ['code', 'detail', 'mend', 'status', 'title', 'type']);
  // @ts-expect-error the name of a member is no name of a fact: this line is the test
  refuse('not_found', DETAIL, { code: 'ORDER-7' });
  const named = { orderId: '7', status: 'held' };
  // @ts-expect-error nor is it where the facts come from elsewhere
  refuse('not_found', DETAIL, named);
});

test('[A8] facts that come past the types stand beside the members, never instead of them', () => {
  const facts: Record<string, unknown> = { orderId: '7', zone: { code: 'A' } };
  for (const member of Object.keys(Problem.properties)) facts[member] = 'somebody else’s';
  const expected = {
    type: '/docs/errors#not_found',
    title: ERRORS.not_found.title,
    status: 404,
    code: 'not_found',
    detail: DETAIL,
    mend: ERRORS.not_found.mend,
    orderId: '7',
    zone: { code: 'A' },
  };
  const problem = problemOf(refuse('not_found', DETAIL, facts));
  assert.deepEqual(problem, expected);
  assert.deepEqual(Object.keys(problem), Object.keys(expected), 'in this order');
  const { status, body } = answerRefusal({ code: 'not_found', detail: DETAIL, facts });
  assert.deepEqual([status, JSON.parse(body)], [404, expected]);
});
