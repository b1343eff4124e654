import type { Pool } from 'pg';
import { explainOrder, findOrderId } from '../modules/orders/index.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  print,
  readOptions,
} from './command-line.ts';
import { explanationLines } from './explain-text.ts';
import { openBesideServer } from './open.ts';

export const usage = `Usage: linchpin explain ORDER [--json]

Shows why an order is sent as it is: for each decision the candidates with their costs, the reasons why
the others were rejected, the version of the rules and the promise.

ORDER                 its number, or CHANNEL/EXTERNAL-ID
--json                the same as one JSON object
--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--database-url URL    a PostgreSQL of your own (or DATABASE_URL)

Works beside a running server too.`;

/** linchpin explain ... */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions({
    args,
    allowPositionals: true,
    options: { ...DATABASE_OPTIONS, json: { type: 'boolean' } },
  });
  const [order, ...more] = positionals;
  if (order === undefined || more.length > 0) {
    throw new CommandRefused(
      'linchpin explain takes one order: its number, or CHANNEL/EXTERNAL-ID.',
    );
  }
  const database = await openBesideServer(databaseChoice(values));
  try {
    const orderId = await findOrder(database.pool, order);
    const answer = orderId === null ? null : await explainOrder(database.pool, orderId);
    if (answer === null || answer.kind === 'refused')
      throw new CommandRefused(`There is no order ${order}.`, 1);
    if (values.json === true) print(JSON.stringify(answer.value));
    else for (const line of explanationLines(answer.value)) print(line);
    return 0;
  } finally {
    await database.stop();
  }
}

async function findOrder(pool: Pool, order: string): Promise<number | null> {
  if (/^[1-9]\d{0,14}$/.test(order)) return Number(order);
  // Codes of channels and external ids may themselves hold a slash: every place to cut is tried.
  for (let cut = order.indexOf('/'); cut !== -1; cut = order.indexOf('/', cut + 1)) {
    const orderId = await findOrderId(pool, order.slice(0, cut), order.slice(cut + 1));
    if (orderId !== null) return orderId;
  }
  return null;
}
