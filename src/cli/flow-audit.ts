import { knownHead, verifyAudit } from '../flows/index.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  print,
  readOptions,
} from './command-line.ts';
import { openBesideServer } from './open.ts';

export const usage = `Usage: linchpin flow-audit [--known ENTRIES:HEAD] [--json]

Follows the chain of the audit of flows from its first entry and says whether any was changed, removed or
cut off. Ends with 1 when it was. Keep what it prints where nobody who writes to the database gets at it.

--known ENTRIES:HEAD  what it printed before: tells a chain that was made anew
--json                the verdict as one JSON object
--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--database-url URL    a PostgreSQL of your own (or DATABASE_URL)

Works beside a running server too.`;

/** linchpin flow-audit ... */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions({
    args,
    options: { ...DATABASE_OPTIONS, known: { type: 'string' }, json: { type: 'boolean' } },
  });
  const known = values.known === undefined ? null : knownHead(values.known);
  if (values.known !== undefined && known === null) {
    throw new CommandRefused('--known is ENTRIES:HEAD, as the command printed it before.');
  }
  const database = await openBesideServer(databaseChoice(values));
  try {
    const verdict = await verifyAudit(database.pool, known);
    const { isWhole, entries, head, broken } = verdict;
    if (values.json === true) print(JSON.stringify(verdict));
    else if (broken === null) print(`The audit of flows is whole: ${entries}:${head}`);
    else print(`Entry ${broken.number} of the audit of flows is ${WORDS[broken.kind]}.`);
    return isWhole ? 0 : 1;
  } finally {
    await database.stop();
  }
}

const WORDS = {
  changed: 'not as it was written',
  missing: 'missing',
  cut_off: 'cut off, and what followed it',
} as const;
