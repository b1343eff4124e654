import type { PoolClient } from 'pg';
import { assert } from '../kernel/assert.ts';
import { isConnectionError, runStatement } from '../platform/postgres/index.ts';
import {
  batchCommands,
  batchConflictsTotal,
  batchSeconds,
  commandsTotal,
  quarantinedTotal,
  queueLength,
} from '../platform/telemetry.ts';
import { isTracing } from '../platform/tracing.ts';
import { BusyShare } from './busy-share.ts';
import type { Command, Lane, Reply } from './command.ts';
import { commit, giveBack, OutcomeUnknown } from './commit-outcome.ts';
import * as sql from './hub.sql.ts';
import type { HubOptions } from './hub-options.ts';
import { joinOrderTraces } from './order-traces.ts';
import { COMPANY_LEFT, isVoid } from './company-left.ts';
import { traceCommand, traceEvents } from './trace-commands.ts';
import { jobWrite } from './job-write.ts';
import { PoisonedCommand } from './poisoned-command.ts';
import { decideAndReact } from './reactions.ts';
import { CommandQueue, type Waiting } from './queue.ts';
import { refuse, type Refusal } from './refusal.ts';
import { keptCommand } from './quarantine.ts';
import { replies, type Replies } from './replies.ts';
import {
  UnitOfWork,
  type CommandHandler,
  type EventRecord,
  type FactSource,
  type LoadMode,
  type Reaction,
  type RunStatement,
  type Write,
} from './unit-of-work.ts';
import { eventWrite, isConflict } from './writes.ts';
import { errorText } from '../platform/log.ts';

const LOCKED_ATTEMPTS_MAX = 20;

/** A batch joins the one ahead of it only with company: many small commits cost more than they save. */
const FOLLOWING_LENGTH_MIN = 16;
/**
 * After so many batches that each followed another, one reads everything anew: what other processes
 * wrote is then seen within some hundred milliseconds, however hot a SKU is.
 */
const FOLLOWING_CHAIN_MAX = 8;

/** A batch that was decided and not committed yet. */
interface Prepared {
  readonly batch: readonly Waiting[];
  readonly unit: UnitOfWork;
  readonly mode: LoadMode;
  readonly client: PoolClient;
  readonly answers: readonly Reply[];
  /** Behind a command that has filled the batch: decided in the next one. */
  readonly rest: readonly Waiting[];
  readonly writes: readonly Write[];
}

/** The batch that is committing while the next one is decided. */
interface Ahead {
  readonly unit: UnitOfWork;
  /** True when it was committed as it was decided; false when it had to be decided again. */
  readonly done: Promise<boolean>;
  /** How many batches before it followed each other without a break. */
  readonly chain: number;
}

/**
 * The loop that every change goes through: gather a batch while the last one commits, load its
 * facts, decide, commit, answer. See DESIGN section 1 and SPEC.md.
 */
export class Hub {
  readonly #options: Required<HubOptions>;
  readonly #queue: CommandQueue;
  readonly #sources: FactSource<unknown>[] = [replies];
  readonly #handlers = new Map<string, CommandHandler>();
  readonly #reactions: Reaction[] = [];
  readonly #listeners = new Set<(events: readonly EventRecord[]) => void>();
  #running: Promise<void> | null = null;
  #stopping = false;
  #wake: (() => void) | null = null;
  readonly #busy = new BusyShare();

  constructor(options: HubOptions) {
    this.#options = { queueLengthMax: 5_000, batchLengthMax: 400, patienceMs: 20_000, ...options };
    this.#queue = new CommandQueue(this.#options.queueLengthMax);
  }

  /** Registers a module's facts, commands and reactions; upper modules before the lower ones they read from. */
  register(
    sources: readonly FactSource<unknown>[],
    handlers: readonly CommandHandler<never>[],
    reactions: readonly Reaction[] = [],
  ): void {
    assert(this.#running === null, 'modules register before the hub starts');
    this.#sources.push(...sources);
    this.#reactions.push(...reactions);
    for (const handler of handlers as unknown as CommandHandler[]) {
      assert(!this.#handlers.has(handler.kind), `two handlers for ${handler.kind}`);
      this.#handlers.set(handler.kind, handler);
    }
  }

  /** Calls back after every commit of this process, with what happened. */
  onCommitted(listener: (events: readonly EventRecord[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The share of the last half second and more in which the hub had something to do, 0 to 1. */
  get busyShare(): number {
    return this.#busy.share;
  }

  /** Commands that wait at this moment. */
  get waiting(): number {
    return this.#queue.length;
  }

  start(): void {
    assert(this.#running === null, 'a hub starts once');
    this.#running = this.#run();
  }

  /** Takes no more commands, carries out what waits, and returns when all is answered. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#running;
  }

  /** Answers when the command is durable or refused. Never throws for anything a caller can cause. */
  submit(command: Command, lane: Lane = 'interactive'): Promise<Reply> {
    const answered = this.#offer(command, lane);
    return isTracing() ? traceCommand(command, lane, answered) : answered;
  }

  #offer(command: Command, lane: Lane): Promise<Reply> {
    if (!this.#handlers.has(command.kind)) {
      return Promise.resolve(
        this.#replyOf(refuse('not_found', `There is no command ${command.kind}.`)),
      );
    }
    if (this.#stopping)
      return Promise.resolve(this.#replyOf(refuse('stopping', 'The hub is stopping.')));
    return new Promise((resolve, reject) => {
      if (!this.#queue.offer(lane, { command, resolve, reject })) {
        resolve(
          this.#replyOf(
            refuse('overloaded', `More than ${this.#options.queueLengthMax} commands wait.`),
          ),
        );
        return;
      }
      this.#wake?.();
    });
  }

  async #run(): Promise<void> {
    let ahead: Ahead | null = null;
    for (;;) {
      if (ahead !== null && this.#queue.length < FOLLOWING_LENGTH_MIN && !this.#stopping) {
        // Too few to be worth a batch of their own: they wait for company or for the batch ahead.
        await Promise.race([ahead.done, this.#woken()]);
        if (this.#queue.length < FOLLOWING_LENGTH_MIN) {
          await ahead.done;
          ahead = null;
        }
      }
      const batch = this.#queue.take(this.#options.batchLengthMax);
      queueLength.set(this.#queue.length);
      if (batch.length === 0) {
        await ahead?.done;
        ahead = null;
        if (this.#queue.length > 0) continue;
        if (this.#stopping) return;
        this.#busy.rest();
        await this.#woken();
        this.#busy.work();
        // Callers that arrived in the same turn of the event loop share the batch.
        await new Promise<void>((resolve) => setImmediate(resolve));
        continue;
      }
      for (const part of this.#partsOf(batch, ahead)) ahead = await this.#advance(part, ahead);
    }
  }

  /** Resolves when the next command arrives or the hub is told to stop. */
  async #woken(): Promise<void> {
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = null;
  }

  /**
   * With nothing ahead a batch goes in two halves, so that the second is decided while the first commits. Callers who
   * wait for their answers would otherwise come back together, and processor and database take turns
   * (docs/decisions/0001-decide-ahead.md).
   */
  #partsOf(batch: readonly Waiting[], ahead: Ahead | null): (readonly Waiting[])[] {
    const isWhole =
      ahead !== null || batch.length < 2 * FOLLOWING_LENGTH_MIN || !this.#mayFollow(batch);
    const middle = Math.ceil(batch.length / 2);
    return isWhole ? [batch] : [batch.slice(0, middle), batch.slice(middle)];
  }

  #mayFollow(batch: readonly Waiting[]): boolean {
    return batch.every(({ command }) => this.#handler(command).mayFollow === true);
  }

  /**
   * Takes a batch forward while the one ahead of it may still be committing. Deciding on what the
   * batch ahead is about to write keeps both the processor and the database busy; should that batch
   * fail after all, what was decided on it is thrown away and decided again.
   */
  async #advance(batch: readonly Waiting[], ahead: Ahead | null): Promise<Ahead | null> {
    const mayFollow = this.#mayFollow(batch);
    const follows = mayFollow && ahead !== null && ahead.chain < FOLLOWING_CHAIN_MAX;
    if (!follows) await ahead?.done;
    if (!mayFollow) {
      await this.#process(batch);
      return null;
    }
    let prepared: Prepared;
    try {
      prepared = await this.#prepare(batch, 'optimistic', follows ? ahead.unit : null);
    } catch {
      // Alone and from the start, where every kind of failure is sorted out.
      await ahead?.done;
      await this.#process(batch);
      return null;
    }
    if (follows && !(await ahead.done)) {
      prepared.client.release();
      await this.#process(batch);
      return null;
    }
    const done = this.#finish(prepared).then(
      () => true,
      async (error: unknown) => {
        if (error instanceof OutcomeUnknown) this.#answerUnknown(batch);
        else await this.#process(batch);
        return false;
      },
    );
    if (prepared.rest.length > 0) {
      if (await done) await this.#process(prepared.rest);
      return null;
    }
    return { unit: prepared.unit, done, chain: follows ? ahead.chain + 1 : 0 };
  }

  /** Carries out a batch whatever happens: every caller is answered when this returns. */
  async #process(batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    const alone = batch.findIndex(({ command }) => this.#handler(command).isAlone === true);
    if (alone >= 0 && batch.length > 1) {
      await this.#process(batch.slice(0, alone));
      await this.#process(batch.slice(alone, alone + 1));
      await this.#process(batch.slice(alone + 1));
      return;
    }
    const patientUntil = performance.now() + this.#options.patienceMs;
    let mode: LoadMode = 'optimistic';
    let rest: readonly Waiting[];
    for (let attempt = 0; ; attempt += 1) {
      try {
        rest = await this.#attempt(batch, mode);
        break;
      } catch (error) {
        if (error instanceof PoisonedCommand && mode === 'optimistic') {
          // Facts read by several statements can be torn by another process between two of them, and a
          // torn fact can break an assertion. Under locks they hold together, so only then it is a bug.
          mode = 'locked';
          continue;
        }
        if (error instanceof PoisonedCommand) {
          const poisoned = batch.filter(({ command }) => command === error.command);
          if (poisoned.length === batch.length) {
            await this.#quarantine(poisoned, error);
            return;
          }
          // What a command before it has made brings facts with it that were not loaded for this batch:
          // alone it loads them, and only what fails alone is a bug.
          const place = batch.findIndex(({ command }) => command === error.command);
          const others = (part: readonly Waiting[]) =>
            part.filter(({ command }) => command !== error.command);
          await this.#process(others(batch.slice(0, place)));
          await this.#process(poisoned);
          await this.#process(others(batch.slice(place)));
          return;
        }
        if (isConflict(error)) {
          batchConflictsTotal.inc();
          mode = 'locked';
          if (attempt < LOCKED_ATTEMPTS_MAX) continue;
        }
        if (isConnectionError(error)) {
          if (performance.now() < patientUntil) {
            await new Promise((resolve) => setTimeout(resolve, 50));
            continue;
          }
          this.#answerUnavailable(batch, 'The database has not answered in time.');
          return;
        }
        if (error instanceof OutcomeUnknown) {
          this.#answerUnknown(batch);
          return;
        }
        if (batch.length === 1) {
          await this.#quarantine(batch, error as Error);
          return;
        }
        const middle = Math.ceil(batch.length / 2);
        await this.#process(batch.slice(0, middle));
        await this.#process(batch.slice(middle));
        return;
      }
    }
    await this.#process(rest);
  }

  #answerUnknown(batch: readonly Waiting[]): void {
    this.#answerUnavailable(batch, 'It is unknown whether the last commit was carried out.');
  }

  #answerUnavailable(batch: readonly Waiting[], detail: string): void {
    const reply = this.#replyOf(refuse('database_unavailable', detail));
    for (const { resolve } of batch) resolve(reply);
  }

  /**
   * One attempt: load, decide, commit, answer. Throws with nothing committed and nobody answered. Answers what is left
   * of a batch that one of its commands has filled.
   */
  async #attempt(batch: readonly Waiting[], mode: LoadMode): Promise<readonly Waiting[]> {
    const prepared = await this.#prepare(batch, mode, null);
    await this.#finish(prepared);
    return prepared.rest;
  }

  /** Loads and decides. What it answers holds a connection until it is finished or released. */
  async #prepare(
    batch: readonly Waiting[],
    mode: LoadMode,
    ahead: UnitOfWork | null,
  ): Promise<Prepared> {
    const { pool, ids } = this.#options;
    const unit = new UnitOfWork(
      batch.map(({ command }) => command),
      () => ids.uuid(),
    );
    const client = await pool.connect();
    const run: RunStatement = (statement, values) => runStatement(client, statement, values);
    try {
      const started = performance.now();
      if (mode === 'locked') await client.query('begin');
      for (const source of this.#sources) {
        if (ahead !== null) source.follow?.(unit.facts(source), ahead.facts(source));
      }
      await this.#load(unit, run, mode);
      const loaded = performance.now();
      const answers = this.#decide(unit, batch);
      if (unit.untraced.length > 0) await joinOrderTraces(unit, run);
      const writes = this.#writes(unit);
      const decided = performance.now();
      batchSeconds.observe({ stage: 'load' }, (loaded - started) / 1_000);
      batchSeconds.observe({ stage: 'decide' }, (decided - loaded) / 1_000);
      const { length } = answers;
      const [taken, rest] = [batch.slice(0, length), batch.slice(length)];
      return { batch: taken, unit, mode, client, answers, rest, writes };
    } catch (error) {
      await giveBack(client, error, mode === 'locked');
      throw error;
    }
  }

  /** Commits what was decided and answers the callers. */
  async #finish({ batch, unit, mode, client, answers, writes }: Prepared): Promise<void> {
    const started = performance.now();
    try {
      const eventId = unit.events[0]?.id ?? null;
      if (writes.length > 0) await commit(client, { mode, writes, eventId }, this.#options);
      else if (mode === 'locked') await client.query('rollback');
    } catch (error) {
      await giveBack(client, error, true);
      throw error;
    }
    client.release();
    batchCommands.observe(batch.length);
    batchSeconds.observe({ stage: 'commit' }, (performance.now() - started) / 1_000);
    for (const [index, waiting] of batch.entries()) waiting.resolve(answers[index] as Reply);
    if (unit.events.length > 0) this.#tellListeners(unit.events);
    if (isTracing() && unit.untraced.length > 0) traceEvents(unit.events);
  }

  /** A listener that throws must not make a committed batch look like a failed one. */
  #tellListeners(events: readonly EventRecord[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(events);
      } catch (error) {
        this.#options.log.error({ error: errorText(error) }, 'a listener of the hub failed');
      }
    }
  }

  async #load(unit: UnitOfWork, run: RunStatement, mode: LoadMode): Promise<void> {
    for (const command of unit.commands) this.#handler(command).need(command, unit);
    const versions = await run<{ name: string; version: number }>(sql.readFactVersions, []);
    for (const { name, version } of versions) unit.factVersions.set(name, version);
    for (const source of this.#sources) await source.load(unit.facts(source), unit, run, mode);
  }

  #decide(unit: UnitOfWork, batch: readonly Waiting[]): Reply[] {
    const kept = unit.facts(replies);
    const answers: Reply[] = [];
    for (const { command } of batch) {
      if (unit.isFull) break;
      answers.push(this.#decideOne(unit, command, kept));
    }
    return answers;
  }

  #decideOne(unit: UnitOfWork, command: Command, kept: Replies): Reply {
    const earlier = kept.answer(command);
    if (earlier !== null) {
      commandsTotal.inc({ kind: command.kind, outcome: 'repeated' });
      return 'code' in earlier ? this.#replyOf(earlier) : earlier;
    }
    if (isVoid(command, unit)) return this.#replyOf(COMPANY_LEFT);
    try {
      const outcome = decideAndReact(command, this.#handler(command), this.#reactions, unit);
      commandsTotal.inc({ kind: command.kind, outcome: outcome.kind });
      const reply =
        outcome.kind === 'refused'
          ? this.#replyOf(outcome)
          : { status: outcome.status, body: outcome.body, repeated: outcome.repeated === true };
      kept.keep(command, reply);
      return reply;
    } catch (error) {
      throw new PoisonedCommand(command, error);
    }
  }

  #writes(unit: UnitOfWork): Write[] {
    const writes = this.#sources
      .toReversed()
      .flatMap((source) => source.write(unit.facts(source), unit));
    if (unit.events.length > 0) writes.push(eventWrite(unit.events));
    if (unit.jobs.length > 0) writes.push(jobWrite(unit.jobs));
    return writes;
  }

  async #quarantine(poisoned: readonly Waiting[], error: Error): Promise<void> {
    for (const { command, resolve } of poisoned) {
      this.#options.log.error(
        { commandId: command.id, kind: command.kind, error: errorText(error.cause ?? error) },
        'quarantined',
      );
      quarantinedTotal.inc();
      commandsTotal.inc({ kind: command.kind, outcome: 'quarantined' });
      const { pool, clock, secretNames } = this.#options;
      const kept = keptCommand(command, error.message, secretNames);
      await pool
        .query({
          ...sql.insertQuarantine,
          values: [command.id, command.kind, kept.text, kept.error, clock.now()],
        })
        .catch((failure: Error) =>
          this.#options.log.error({ error: errorText(failure) }, 'quarantine not written'),
        );
      resolve(
        this.#replyOf(
          refuse('quarantined', `Command ${command.id} is in quarantine.`, {
            commandId: command.id,
          }),
        ),
      );
    }
  }

  #replyOf(refusal: Refusal): Reply {
    return { ...this.#options.answerRefusal(refusal), repeated: false };
  }

  #handler(command: Command): CommandHandler {
    const handler = this.#handlers.get(command.kind);
    assert(handler !== undefined, `no handler for ${command.kind}`);
    return handler;
  }
}
