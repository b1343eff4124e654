/**
 * A backup is one gzipped tar file, so that `tar -tzf FILE` shows what is in it:
 *
 *     header.json                     what the backup is of (BackupHeader)
 *     tables/SCHEMA.TABLE/000001      rows as COPY writes them in text form, cut into parts of some MiB
 *     tables/SCHEMA.TABLE/000002      a row may go on in the next part
 *     manifest.json                   rows, bytes and SHA-256 of each table (BackupManifest)
 *
 * The manifest comes last: a file without it was cut off.
 */
export const FORMAT = 1;
export const HEADER_NAME = 'header.json';
export const MANIFEST_NAME = 'manifest.json';

/** A table and the columns of its rows, in their order; generated columns are not among them. */
export interface BackedUpTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** How far a sequence has come; identity columns have one each. */
export interface BackedUpSequence {
  readonly schema: string;
  readonly name: string;
  /** A bigint, as text. */
  readonly lastValue: string;
  readonly isCalled: boolean;
}

/** A migration that the database had. */
export interface BackedUpMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  /** As PostgreSQL writes a timestamptz in UTC. */
  readonly appliedAt: string;
}

/** The first entry of a backup. */
export interface BackupHeader {
  readonly format: number;
  /** The version of Linchpin that wrote it. */
  readonly linchpin: string;
  readonly postgres: string;
  readonly madeAt: string;
  /** No place in the history of events was given out beyond this one (docs/decisions/0009-backup.md). */
  readonly highestPlace: string;
  readonly migrations: readonly BackedUpMigration[];
  readonly tables: readonly BackedUpTable[];
  readonly sequences: readonly BackedUpSequence[];
}

/** What was written of one table. */
export interface TableSummary {
  /** schema.table */
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of all its parts together, in hexadecimal. */
  readonly sha256: string;
}

/** The last entry of a backup. */
export interface BackupManifest {
  /** SHA-256 of header.json, in hexadecimal. */
  readonly headerSha256: string;
  readonly tables: readonly TableSummary[];
}

/** Why a backup or a restore is not done: one sentence that says what to do, and an exit status after sysexits.h. */
export class BackupRefusal extends Error {
  override name = 'BackupRefusal';
  readonly exitCode: number;

  constructor(message: string, exitCode: number, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The name of a table in a backup. */
export function tableName({ schema, name }: Pick<BackedUpTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}
