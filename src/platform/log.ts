import { pino, type DestinationStream } from 'pino';

/**
 * Everything that a line of the log may tell beside its message. The list is closed: names of people, their
 * addresses, numbers and e-mail addresses have no place in it, and what is not in it does not get into the log.
 */
export interface LogFacts {
  /** `errorText` of what was thrown, never its message. */
  readonly error?: string;
  readonly code?: string | undefined;
  readonly commandId?: string;
  readonly eventId?: string | undefined;
  readonly kind?: string;
  readonly trace?: string;
  readonly method?: string;
  /** The pattern, such as /v1/orders/:id: a path may name somebody. */
  readonly route?: string;
  readonly status?: number;
  readonly line?: number;
  readonly reader?: string;
  readonly job?: number;
  readonly task?: string;
  readonly attempt?: number;
  readonly outcome?: string;
  readonly worker?: string;
  readonly issuer?: string;
  readonly list?: string;
  readonly folder?: string;
  readonly pid?: number;
  readonly retryMs?: number;
}

/** The log of a server: one JSON object a line. */
export interface ServerLog {
  info(facts: LogFacts, message: string): void;
  warn(facts: LogFacts, message: string): void;
  error(facts: LogFacts, message: string): void;
}

const KNOWN: ReadonlySet<string> = new Set<keyof LogFacts>([
  'error',
  'code',
  'commandId',
  'eventId',
  'kind',
  'trace',
  'method',
  'route',
  'status',
  'line',
  'reader',
  'job',
  'task',
  'attempt',
  'outcome',
  'worker',
  'issuer',
  'list',
  'folder',
  'pid',
  'retryMs',
]);
const FRAMES_MAX = 12;
const CODE = /^[A-Za-z0-9_]{2,60}$/;
const E_MAIL = /[^\s"'<>()@]+@[^\s"'<>()@]+\.[^\s"'<>()@]+/g;

/** Makes the log that every part of a server writes to. */
export function createLog(destination: DestinationStream): ServerLog {
  const log = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (facts) => keepKnown(facts) },
    },
    destination,
  );
  return {
    info: (facts, message) => log.info(facts, withoutMail(message)),
    warn: (facts, message) => log.warn(facts, withoutMail(message)),
    error: (facts, message) => log.error(facts, withoutMail(message)),
  };
}

/** Who adds a fact names it above; until then the log says that it was left out. */
function keepKnown(facts: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (!KNOWN.has(name)) kept[name] = 'left out';
    else if (typeof value === 'string') kept[name] = withoutMail(value);
    else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = value;
  }
  return kept;
}

function withoutMail(text: string): string {
  return text.includes('@') ? text.replaceAll(E_MAIL, 'left out') : text;
}

/**
 * What the log may tell of anything thrown: its kind, its code, the constraint it broke and the places in
 * the program. Its message may quote what somebody sent: a database repeats the value it could not take.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const { code, constraint, table } = error as {
    code?: unknown;
    constraint?: unknown;
    table?: unknown;
  };
  const facts = [code, table, constraint].filter(
    (fact): fact is string => typeof fact === 'string' && CODE.test(fact),
  );
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES_MAX)
    .map((line) => line.trim());
  const head = facts.length === 0 ? error.name : `${error.name} (${facts.join(', ')})`;
  return [head, ...frames].join('\n');
}
