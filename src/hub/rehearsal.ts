import type { Pool } from 'pg';
import { assert } from '../kernel/assert.ts';
import type { IdSource } from '../kernel/ids.ts';
import { runStatement } from '../platform/postgres/index.ts';
import type { Command } from './command.ts';
import * as sql from './hub.sql.ts';
import { decideAndReact } from './reactions.ts';
import { jobWrite } from './job-write.ts';
import {
  UnitOfWork,
  type CommandHandler,
  type FactSource,
  type Outcome,
  type Reaction,
  type RunStatement,
} from './unit-of-work.ts';
import { eventWrite, sendWrite } from './writes.ts';

/** What a rehearsal works with. */
export interface RehearsalOptions {
  readonly pool: Pool;
  readonly ids: IdSource;
  readonly sources: readonly FactSource<unknown>[];
  readonly handlers: readonly CommandHandler<never>[];
  readonly reactions?: readonly Reaction[];
  /** The commands to come, or one that stands for them, where facts are loaded by when or by what is asked for. */
  readonly commands?: readonly Command[];
  /** Reads in the place of the pool: who begins at the same facts over and over reads them once. */
  readonly run?: RunStatement;
}

/**
 * Carries commands out in memory, on the facts of a real database, one after the other, each seeing
 * what those before it did. Nothing is written unless `commit` is called, so that hundreds of thousands
 * of turns of events can be tried in the time in which a database takes some hundred.
 */
export class Rehearsal {
  readonly unit: UnitOfWork;
  readonly #options: RehearsalOptions;
  readonly #handlers: ReadonlyMap<string, CommandHandler>;
  readonly #announced: Command[];

  private constructor(options: RehearsalOptions) {
    this.#options = options;
    this.#announced = [...(options.commands ?? [])];
    this.unit = new UnitOfWork(this.#announced, () => options.ids.uuid());
    this.#handlers = new Map(
      (options.handlers as unknown as CommandHandler[]).map((handler) => [handler.kind, handler]),
    );
  }

  /** Loads the facts that `need` names. What is not named then is not there later, unless it is made meanwhile. */
  static async open(
    options: RehearsalOptions,
    need: (unit: UnitOfWork) => void,
  ): Promise<Rehearsal> {
    const rehearsal = new Rehearsal(options);
    const { unit } = rehearsal;
    need(unit);
    const run: RunStatement =
      options.run ?? ((statement, values) => runStatement(options.pool, statement, values));
    const versions = await run<{ name: string; version: number }>(sql.readFactVersions, []);
    for (const { name, version } of versions) unit.factVersions.set(name, version);
    for (const source of options.sources)
      await source.load(unit.facts(source), unit, run, 'optimistic');
    // Nothing is loaded any more: one stands for all, so that a command does not look through ten thousand.
    rehearsal.#announced.splice(1);
    return rehearsal;
  }

  /**
   * Decides a command on what is there by now, with the reactions of upper rooms unless others are given. Throws what
   * its decision throws.
   */
  submit(
    command: Command,
    reactions: readonly Reaction[] = this.#options.reactions ?? [],
  ): Outcome {
    const handler = this.#handlers.get(command.kind);
    assert(handler !== undefined, `there is a handler for ${command.kind}`);
    handler.need(command, this.unit);
    for (const source of this.#options.sources)
      source.nameLower?.(this.unit.facts(source), this.unit);
    return decideAndReact(command, handler, reactions, this.unit);
  }

  /** Writes all of it in one transaction, as a batch of the hub would. */
  async commit(): Promise<void> {
    const { unit } = this;
    const client = await this.#options.pool.connect();
    try {
      await client.query('begin');
      for (const source of this.#options.sources.toReversed()) {
        for (const write of source.write(unit.facts(source), unit)) await sendWrite(client, write);
      }
      await sendWrite(client, eventWrite(unit.events));
      if (unit.jobs.length > 0) await sendWrite(client, jobWrite(unit.jobs));
      await client.query('commit');
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

/** Reads that are made once: for rehearsals of which nothing is written, so that each reads the same. */
export function rememberReads(pool: Pool): RunStatement {
  const answers = new Map<string, readonly unknown[]>();
  return async <Row>(statement: Parameters<RunStatement>[0], values: readonly unknown[]) => {
    const key = `${statement.name}\n${JSON.stringify(values)}`;
    let rows = answers.get(key);
    if (rows === undefined) {
      rows = (await runStatement<object>(pool, statement, values)).map((row) => Object.freeze(row));
      answers.set(key, rows);
    }
    return [...rows] as Row[];
  };
}
