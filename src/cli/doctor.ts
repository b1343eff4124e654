import { statfs } from 'node:fs/promises';
import { findBinaries } from '../platform/postgres/binaries.ts';
import { StartRefusal, type Database } from '../platform/postgres/index.ts';
import {
  databaseChoice,
  DATABASE_OPTIONS,
  integerOption,
  print,
  readOptions,
} from './command-line.ts';
import { judgeClocks, judgeMigrations, judgeSettings } from './doctor-database.ts';
import { broken, fine, type Finding } from './doctor-finding.ts';
import { judgeDisk, judgeFolder } from './doctor-folder.ts';
import { judgeMachine, judgePort, readMachine } from './doctor-machine.ts';
import { judgeState } from './doctor-state.ts';
import { openBesideServer, type DatabaseChoice } from './open.ts';

export const usage = `Usage: linchpin doctor [--data DIR] [--database-url URL] [--host HOST] [--port PORT] [--json]

Looks at the machine, the data folder, the database and what is in it. Prints what it finds, ok, warning or
broken, and how to mend it. Changes no data. Works beside a running server too.

--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--database-url URL    a PostgreSQL of your own (or DATABASE_URL)
--host, --port        where linchpin start would listen (default 127.0.0.1 and 8080, or PORT)
--json                one JSON object instead of lines

Exits with 1 when something is broken, else with 0.`;

const PORT_DEFAULT = '8080';
const WIDTH = 'warning'.length;

/** linchpin doctor */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions({
    args,
    options: {
      ...DATABASE_OPTIONS,
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const port = integerOption('port', values.port ?? process.env['PORT'] ?? PORT_DEFAULT, 0, 65_535);
  const findings: Finding[] = [];
  for await (const finding of examine(databaseChoice(values), { host: values.host, port })) {
    findings.push(finding);
    if (!values.json) show(finding);
  }
  const count = (level: Finding['level']): number =>
    findings.filter((finding) => finding.level === level).length;
  const [wrong, warnings] = [count('broken'), count('warning')];
  if (values.json) print(JSON.stringify({ broken: wrong, warnings, findings }, null, 2));
  else
    print(
      wrong + warnings === 0 ? 'Nothing is wrong.' : `${wrong} broken, ${warnings} to look at.`,
    );
  return wrong === 0 ? 0 : 1;
}

function show({ level, sentence, mend }: Finding): void {
  print(`${level.padEnd(WIDTH)}  ${sentence}`);
  if (mend !== null) print(`${' '.repeat(WIDTH)}  ${mend}`);
}

/** Looks at everything in the order in which one thing stands on another, and stops where nothing stands. */
export async function* examine(
  choice: DatabaseChoice,
  listening: { readonly host: string; readonly port: number },
): AsyncGenerator<Finding, void> {
  const isEmbedded = choice.databaseUrl === undefined;
  yield* judgeMachine(readMachine(), isEmbedded);
  yield await judgePort(listening.host, listening.port);
  if (isEmbedded) {
    const folder = await examineFolder(choice.dataFolder);
    yield* folder;
    if (folder.some(({ level }) => level === 'broken')) return;
  }
  let database: Database;
  try {
    database = await openBesideServer(choice);
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    yield broken('database', 'The database cannot be opened.', error.message);
    return;
  }
  try {
    const beside = database.kind === 'given' && isEmbedded ? ', beside a running server' : '';
    yield fine(
      'database',
      `PostgreSQL ${database.serverVersion}, ${isEmbedded ? 'embedded' : 'your own'}${beside}`,
    );
    yield* await judgeSettings(database);
    const schema = await judgeMigrations(database);
    yield schema;
    if (schema.level !== 'ok') return;
    yield* await judgeClocks(database);
    yield* await judgeState(database.pool);
  } finally {
    await database.stop();
  }
}

async function examineFolder(dataFolder: string): Promise<Finding[]> {
  let majorVersion: number;
  try {
    ({ majorVersion } = await findBinaries({}, () => undefined));
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    return [broken('database', 'The packaged PostgreSQL is missing.', error.message)];
  }
  const disk = await statfs(dataFolder).catch(() => null);
  return [
    ...(disk === null
      ? []
      : judgeDisk(dataFolder, {
          freeBytes: disk.bavail * disk.bsize,
          inodes: disk.files,
          freeInodes: disk.ffree,
        })),
    ...(await judgeFolder(dataFolder, process.getuid?.() ?? 0, majorVersion)),
  ];
}
