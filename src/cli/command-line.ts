import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command of `linchpin`: a file in this folder. */
export interface CommandModule {
  /** What `linchpin help NAME` prints. */
  readonly usage: string;
  /** Answers the exit status. */
  run(args: string[]): Promise<number>;
}

/** A command that cannot be carried out as it was given: one line on stderr, then this exit status. */
export class CommandRefused extends Error {
  override name = 'CommandRefused';
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Reads options strictly.
 * @throws CommandRefused for an option that nobody knows, or one without its value
 */
export function readOptions<Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs({ strict: true, ...config });
  } catch (error) {
    throw new CommandRefused(sentenceOf((error as Error).message));
  }
}

/** Node's messages explain how to pass odd values; the first sentence says what is wrong. */
function sentenceOf(message: string): string {
  const first = (message.split(/\.\s|\n/, 1)[0] as string).replace(/\.$/, '');
  return `${first}. See linchpin help.`;
}

/** A whole number in a range, out of an option's text. */
export function integerOption(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < low || value > high) {
    throw new CommandRefused(`--${name} takes a whole number from ${low} to ${high}, not ${text}.`);
  }
  return value;
}

/** Prints a line for the user. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Where data lies and which database is used: the same two options for every command that needs them. */
export const DATABASE_OPTIONS = {
  data: { type: 'string' },
  'database-url': { type: 'string' },
} as const;

/** What those options say, with the environment and the default behind them. */
export function databaseChoice(values: {
  readonly data?: string;
  readonly 'database-url'?: string;
}): {
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
} {
  // Someone who names a folder means the database in it, whatever the environment says.
  const databaseUrl =
    values['database-url'] ?? (values.data === undefined ? process.env['DATABASE_URL'] : undefined);
  return {
    dataFolder: values.data ?? process.env['LINCHPIN_DATA'] ?? 'data',
    databaseUrl: databaseUrl === '' ? undefined : databaseUrl,
  };
}
