/** Why the database cannot be opened. Each code belongs to one kind of remedy, which the sentence names. */
export type StartRefusalCode =
  | 'data_folder_unusable'
  | 'data_folder_in_use'
  | 'other_major_version'
  | 'not_a_cluster'
  | 'disk_full'
  | 'port_in_use'
  | 'binaries_missing'
  | 'no_unprivileged_user'
  | 'orphan_server'
  | 'server_failed'
  | 'database_unreachable'
  | 'database_unsuitable'
  | 'schema_changed'
  | 'schema_newer';

/**
 * The exit status for each kind of refusal, after sysexits.h, so that a service manager can tell a
 * wrong configuration (78, do not retry) from a lack that may pass (75, retry later).
 */
const EXIT_CODES: Readonly<Record<StartRefusalCode, number>> = {
  data_folder_unusable: 73,
  data_folder_in_use: 75,
  other_major_version: 78,
  not_a_cluster: 78,
  disk_full: 75,
  port_in_use: 75,
  binaries_missing: 69,
  no_unprivileged_user: 77,
  orphan_server: 75,
  server_failed: 70,
  database_unreachable: 69,
  database_unsuitable: 78,
  schema_changed: 78,
  schema_newer: 78,
};

/** The start is refused and no data was touched; the message is one sentence that says what to do. */
export class StartRefusal extends Error {
  override name = 'StartRefusal';
  readonly code: StartRefusalCode;
  /** What the process should exit with. */
  readonly exitCode: number;

  constructor(code: StartRefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.exitCode = EXIT_CODES[code];
  }
}

/**
 * The database cannot be reached now. `outcome` says what became of the work: `not_committed` may
 * simply be done again; after `unknown` the connection broke while COMMIT was under way, so the work
 * must be looked up (by its idempotency key) before it is done again.
 */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
  readonly outcome: 'not_committed' | 'unknown';

  constructor(outcome: 'not_committed' | 'unknown', message: string, options?: ErrorOptions) {
    super(message, options);
    this.outcome = outcome;
  }
}

/** Writes one line for the operator; fields go to the structured log beside it. */
export type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** The system error code of anything thrown (`ENOSPC`, `57P01`), or an empty text. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** The message of anything thrown. */
export function errorMessage(error: unknown): string {
  // Node reports a refused connection to a name with several addresses as an AggregateError without a message.
  if (error instanceof AggregateError && error.message === '')
    return error.errors.map(errorMessage).join('; ');
  return error instanceof Error ? error.message : String(error);
}
