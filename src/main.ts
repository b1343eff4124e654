import { CommandRefused, print, type CommandModule } from './cli/command-line.ts';

interface Listed {
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Loaded one by one: starting the server must not wait for what only an import needs. */
const COMMANDS: Readonly<Record<string, Listed>> = {
  start: {
    summary: 'start the server, with sample data on a new data folder',
    load: () => import('./cli/start.ts'),
  },
  import: {
    summary: 'import orders, cancellations and stock from a file',
    load: () => import('./cli/import.ts'),
  },
  export: {
    summary: 'write a list to a file: CSV, NDJSON or XLSX',
    load: () => import('./cli/export.ts'),
  },
  explain: {
    summary: 'show why an order went where it went',
    load: () => import('./cli/explain.ts'),
  },
  'flow-audit': {
    summary: 'check that nobody has tampered with the audit of flows',
    load: () => import('./cli/flow-audit.ts'),
  },
  replay: {
    summary: 'decide past orders again, also under other rules',
    load: () => import('./cli/replay.ts'),
  },
  simulate: {
    summary: 'run a seeded world with faults, and check what must hold',
    load: () => import('./cli/simulate.ts'),
  },
  key: {
    summary: 'make, list and revoke API keys; set a password',
    load: () => import('./cli/key.ts'),
  },
  backup: {
    summary: 'write everything to one file, also while a server works',
    load: () => import('./cli/backup.ts'),
  },
  restore: {
    summary: 'load a backup into a new data folder',
    load: () => import('./cli/restore.ts'),
  },
  doctor: {
    summary: 'look for what is wrong and say how to mend it',
    load: () => import('./cli/doctor.ts'),
  },
};

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
  const lines = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return [
    'Linchpin (枢), a decision-driven order management system',
    '',
    'Usage: linchpin COMMAND [options]',
    '',
    ...lines,
    `  ${'help'.padEnd(width)}  show this, or with a command what it takes`,
    '',
    'linchpin --version prints the version.',
  ].join('\n');
}

function find(name: string): Listed {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command;
  throw new CommandRefused(
    `There is no command ${name}. There are: ${Object.keys(COMMANDS).join(', ')}, help.`,
  );
}

async function main(given: readonly string[]): Promise<number> {
  const [name, ...rest] = given;
  if (
    name === undefined ||
    name === '--help' ||
    name === '-h' ||
    (name === 'help' && rest.length === 0)
  ) {
    print(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    print(manifest.version);
    return 0;
  }
  if (name === 'help' || rest.includes('--help') || rest.includes('-h')) {
    print((await find(name === 'help' ? (rest[0] as string) : name).load()).usage);
    return 0;
  }
  return (await find(name).load()).run(rest);
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    // Refusals carry a sentence for people and a status; anything else is a bug, and its place helps to mend it.
    const refused = error as { exitCode?: unknown; message?: string; stack?: string };
    const isRefusal = typeof refused.exitCode === 'number';
    process.stderr.write(`${isRefusal ? refused.message : (refused.stack ?? String(error))}\n`);
    process.exit(isRefusal ? (refused.exitCode as number) : 1);
  },
);
