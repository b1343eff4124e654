import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Drives a server with so many events a second, in a process of its own so that whoever watches a page meanwhile is
 * not held up: orders are placed (placed, paid and sourced come as one), noted, held, let go on, given another
 * priority and cancelled. Each command tells of itself in one event. Prints each second how many it sent.
 *
 *     node tools/journeys/event-load.ts URL KEY EVENTS_PER_SECOND
 */
const [url = '', key = '', rate = '500'] = process.argv.slice(2);
const perSecond = Number(rate);
const run = Date.now().toString(36);
const AT_ONCE = 24;

const { orderOf } = await import('./small-company.ts');

async function send(method: string, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** The life of one order, one event after the other. */
async function* life(number: number): AsyncGenerator<void> {
  const placed = await send(
    'POST',
    '/v1/orders',
    orderOf(`LOAD-${run}-${number}`, [{ sku: 'TEA-01', quantity: 1 }]),
  );
  yield;
  const path = `/v1/orders/${String(placed['id'])}`;
  await send('POST', `${path}/notes`, { text: `Load ${number}` });
  yield;
  const { hold } = (await send('POST', `${path}/holds`, { kind: 'manual', reason: 'load' })) as {
    hold: { id: string };
  };
  yield;
  await send('POST', `${path}/holds/${hold.id}/release`, {});
  yield;
  await send('PATCH', path, { priority: number % 10 === 5 ? 6 : number % 10 });
  yield;
  await send('POST', `${path}/cancel`, { reason: 'load' });
  yield;
}

const startedMs = performance.now();
let events = 0;
let next = 0;
const drive = async (): Promise<void> => {
  for (;;) {
    next += 1;
    const steps = life(next);
    for (;;) {
      events += 1;
      const dueMs = startedMs + (events * 1_000) / perSecond;
      await sleep(Math.max(0, dueMs - performance.now()));
      if ((await steps.next()).done === true) {
        events -= 1;
        break;
      }
    }
  }
};
let told = 0;
setInterval(() => {
  console.log(events - told);
  told = events;
}, 1_000);
await Promise.all(Array.from({ length: AT_ONCE }, drive));
