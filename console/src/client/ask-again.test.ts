import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { askAgain } from './ask-again.ts';

/** A query that somebody looks at, whose answers come when the test gives them. */
function watched() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const answers: ((value: string) => void)[] = [];
  const queryKey = ['bulk_change', '7'];
  const observer = new QueryObserver<string>(queries, {
    queryKey,
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  const stop = observer.subscribe(() => undefined);
  return { queries, answers, queryKey, observer, stop };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

test('what changes while it is asked for the first time is asked once more', async () => {
  const { queries, answers, queryKey, observer, stop } = watched();
  askAgain(queries, { queryKey, exact: true });
  askAgain(queries, { queryKey, exact: true });
  answers[0]?.('counting');
  await soon();
  assert.equal(answers.length, 2, 'asked again after the first answer, once for both events');
  answers[1]?.('counted');
  await soon();
  assert.equal(observer.getCurrentResult().data, 'counted');
  assert.equal(answers.length, 2);
  stop();
});

test('what is known already is asked anew at once', async () => {
  const { queries, answers, observer, stop } = watched();
  answers[0]?.('counted');
  await soon();
  askAgain(queries, { queryKey: ['bulk_change'] });
  askAgain(queries, { queryKey: ['bulk_change'] });
  await soon();
  assert.equal(answers.length, 3, 'the question under way was broken off');
  answers[2]?.('running');
  await soon();
  assert.equal(observer.getCurrentResult().data, 'running');
  stop();
});
