import { assert } from '../kernel/assert.ts';
import type { Instant } from '../kernel/clock.ts';
import type { JobDraft, TracedJob } from '../platform/jobs/job.ts';
import type { CopyTarget } from '../platform/postgres/copy.ts';
import type { Statement } from '../platform/postgres/index.ts';
import type { Refusal } from './refusal.ts';
import type { Command } from './command.ts';

/** Something that happened, as a decision says it. The unit of work gives it identity and context. */
export interface EventDraft {
  /** Noun and past participle: order.placed, stock.received. */
  readonly type: string;
  /** kind/name: order/100000001, sku/TEA-01. */
  readonly subject: string;
  readonly orderId?: number;
  readonly occurredAt: Instant;
  /** JSON text. */
  readonly data: string;
  /** JSON text of the inputs, candidates and choice of an automatic decision. */
  readonly decision?: string;
}

export interface EventRecord extends EventDraft {
  readonly id: string;
  readonly trace: string;
  /** The trace of the command, where the event stands in that of its order instead. */
  readonly cause?: string;
  readonly actor: string;
  readonly recordedAt: Instant;
}

/** Something that is written with a trace, and the order that it is about. */
export interface Traced {
  readonly orderId?: number;
  trace: string;
}

/** What a decision answers: the reply to the caller, or a refusal. Its changes stand in the unit by then. */
export type Outcome =
  | {
      readonly kind: 'accepted';
      readonly status: number;
      readonly body: string;
      /** True when the same request was carried out before and only its answer is repeated. */
      readonly repeated?: boolean;
    }
  | Refusal;

/** One statement of a commit. */
export type Write = StatementWrite | CopyWrite;

export interface StatementWrite {
  readonly statement: Statement;
  readonly values: readonly unknown[];
  /** Rows that must be touched. Fewer means that another process was faster: the batch is decided again. */
  readonly rowsExpected?: number;
}

/** New rows of a hot table, as lines of `copyRow`. */
export interface CopyWrite {
  readonly copy: CopyTarget;
  readonly rows: string;
}

/** Runs one statement on the batch's connection and answers its rows. */
export type RunStatement = <Row>(
  statement: Statement,
  values: readonly unknown[],
) => Promise<Row[]>;

/** How facts are read: as they are, or locked in key order after a batch has lost a race. */
export type LoadMode = 'optimistic' | 'locked';

/**
 * A module's part in the loop: which facts it keeps for a batch, how it reads them with a few
 * set-based statements, and how it writes what was decided.
 */
export interface FactSource<Facts> {
  readonly name: string;
  open(): Facts;
  /**
   * Takes over what the batch ahead, which is still committing, has loaded and changed. Called before
   * `load`, which then reads only the rest. A source that commands with `mayFollow` change needs it.
   */
  follow?(facts: Facts, ahead: Facts): void;
  /** Called in the order of registration: upper modules first, since their facts name lower ones. */
  load(facts: Facts, unit: UnitOfWork, run: RunStatement, mode: LoadMode): Promise<void>;
  /**
   * Names the facts of lower sources that its own lead to. `load` does it by itself; a rehearsal, which
   * loads nothing more, does it for what its commands have made.
   */
  nameLower?(facts: Facts, unit: UnitOfWork): void;
  /** Called in reverse order: stock judges first, before anything else is written. */
  write(facts: Facts, unit: UnitOfWork): readonly Write[];
}

/** How one kind of command is decided. */
export interface CommandHandler<Body = unknown> {
  readonly kind: string;
  /** True when every source that this command changes can `follow`: then it need not wait for the batch ahead. */
  readonly mayFollow?: boolean;
  /** True when it changes what every other command stands on: it is decided in a batch by itself. */
  readonly isAlone?: boolean;
  /** Names the facts that the decision will read. */
  need(command: Command<Body>, unit: UnitOfWork): void;
  /** Decides on the loaded facts and puts the changes into the unit. Reads no clock and draws no randomness. */
  decide(command: Command<Body>, unit: UnitOfWork): Outcome;
}

/**
 * Acts on what a command has made happen, within its decision: what it changes is committed with the
 * command or not at all. Reads only what is loaded; like a decision it knows no clock and no chance.
 */
export interface Reaction {
  react(command: Command, events: readonly EventRecord[], unit: UnitOfWork): void;
}

/** One batch on its way: the facts that were loaded and the changes that were decided. */
export class UnitOfWork {
  readonly commands: readonly Command[];
  /** Versions of cached reference data, as this batch read them. */
  readonly factVersions = new Map<string, number>();
  readonly events: EventRecord[] = [];
  /** Work on the outside that is written in the same transaction as its cause. */
  readonly jobs: TracedJob[] = [];
  /** Events and jobs about orders whose command came without a trace of its own. */
  readonly untraced: Traced[] = [];
  readonly #facts = new Map<FactSource<unknown>, unknown>();
  readonly #newEventId: () => string;
  #command: Command | null = null;
  #isFull = false;

  constructor(commands: readonly Command[], newEventId: () => string) {
    this.commands = commands;
    this.#newEventId = newEventId;
  }

  /** The facts of a source in this batch. */
  facts<Facts>(source: FactSource<Facts>): Facts {
    let facts = this.#facts.get(source) as Facts | undefined;
    if (facts === undefined) {
      facts = source.open();
      this.#facts.set(source, facts);
    }
    return facts;
  }

  /** Says whose decision the next events belong to. Only the loop calls it. */
  enter(command: Command): void {
    this.#command = command;
  }

  /** Says that what was decided has taken long: commands behind this one are decided in a batch of their own. */
  fill(): void {
    this.#isFull = true;
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  /** A fresh event id, for rows that cite the event before it is emitted. */
  newEventId(): string {
    return this.#newEventId();
  }

  /** Records that something happened. Answers the event's id. */
  emit(draft: EventDraft, id: string = this.#newEventId()): string {
    assert(this.#command !== null, 'events belong to a command');
    const { trace, actor, receivedAt, isTraceFresh } = this.#command;
    if (isTraceFresh === true && draft.orderId !== undefined) {
      const event = { ...draft, id, trace, cause: trace, actor, recordedAt: receivedAt };
      this.untraced.push(event);
      this.events.push(event);
    } else this.events.push({ ...draft, id, trace, actor, recordedAt: receivedAt });
    return id;
  }

  /** Adds work that touches the outside. It is carried out, at least once, after what was decided is durable. */
  addJob(draft: JobDraft): void {
    assert(this.#command !== null, 'jobs belong to a command');
    const { trace, receivedAt, isTraceFresh } = this.#command;
    const job = { ...draft, trace, at: receivedAt };
    if (isTraceFresh === true && draft.orderId !== undefined) this.untraced.push(job);
    this.jobs.push(job);
  }
}
