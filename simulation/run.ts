import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../src/kernel/clock.ts';
import { createIdSource, type IdSource } from '../src/kernel/ids.ts';
import { Random } from '../src/kernel/random.ts';
import type { DeadlineSource, DueCommand } from '../src/hub/index.ts';
import { assembleDeadlines } from '../src/deadlines.ts';
import { MAIL_SUPPLIER } from '../src/modules/fulfilment/index.ts';
import { createMailTransport, mailSupplierTask } from '../src/modules/notices/index.ts';
import { createPaymentTasks } from '../src/modules/orders/index.ts';
import { exceptionConsumer } from '../src/modules/tracking/index.ts';
import { isConnectionError } from '../src/platform/postgres/index.ts';
import { Agenda } from './agenda.ts';
import { Client, traceOf, type Message } from './client.ts';
import { advanceErrand, type ErrandUnderWay } from './errands.ts';
import { drawMachine, type Fault, type Machine } from './faults.ts';
import { floorOf } from './floor.ts';
import { createHouse, type House } from './house.ts';
import { hubHere, hubInProcess, type HubHost } from './hub-host.ts';
import type { WireCommand, WireReply } from './hub-messages.ts';
import { findBrokenPromises, findViolations, type Violation } from './oracle.ts';
import { hurtPostgres } from './postgres-faults.ts';
import { PaymentProvider } from './payment-provider.ts';
import {
  loadSampleCompany,
  payingChannelCommands,
  providerCommands,
  peopleCommands,
  PROVIDED_CHANNELS,
} from './sample/index.ts';
import { SupplierMailbox } from './supplier-mailbox.ts';
import type { SimulationDatabase } from './simulation-database.ts';
import { SIMULATION_PACE, World } from './world.ts';
import { isErrand, type Action } from './world-actions.ts';

/** Simulated time begins here, whatever the machine's clock says: a Monday morning in Shanghai. */
export const SIMULATION_START: Instant = Date.UTC(2026, 10, 2, 1);

export interface RunOptions {
  readonly seed: number;
  readonly orders: number;
  readonly faults: readonly Fault[];
  /** For so long it goes on after the last order, in days; less than usual, and not all is done in the end. */
  readonly drainDays?: number;
  readonly onProgress?: (orders: number) => void;
}

/** What a run has left behind, for the oracle and for the reader. */
export interface RunResult {
  readonly client: Client;
  readonly endedAt: Instant;
  readonly violations: readonly Violation[];
  /** What the hubs reported: quarantines, commits of unknown outcome. */
  readonly reported: readonly string[];
  readonly machine: Machine;
  readonly figures: Readonly<Record<string, number>>;
}

const DRAIN_DAYS = 25;
/** What happens within this time is delivered together, while customers order and afterwards. */
const ROUND_MS_MAX = 10 * MINUTE_MS;
const DRAIN_ROUND_MS_MAX = 3 * HOUR_MS;
const CLOCK_LIMIT = 200;
/** Traces of what is not a message of the client begin here. */
const SAMPLE_TRACES = 2 ** 40;
const CLOCK_TRACES = 2 ** 41;
const TRIES_MAX = 60;
/** A hash that no password has: nobody logs in. */
const NO_PASSWORD = '$argon2id$v=19$m=8,t=1,p=1$bm9ib2R5$bm9ib2R5';
/** How often what is not due by a time is looked at; what is due by its time is asked for every round. */
const LOOKING_PAUSE_MS = 20 * MINUTE_MS;
/** How often events are read and jobs carried out. */
const FOLLOWING_PAUSE_MS = 3 * HOUR_MS;
/** From one look of an errand to the next. */
const PHASE_MS = 4 * MINUTE_MS;
/** Sources that look through much and find little: not asked every round. */
const LOOKING_SOURCES: ReadonlySet<string> = new Set(['waiting orders', 'stuck orders']);

/**
 * Lets a world order from the real modules on simulated time until all is done that can be done, then
 * asks the oracle.
 */
export async function runSimulation(
  database: SimulationDatabase,
  options: RunOptions,
): Promise<RunResult> {
  const run = new Run(database, options);
  try {
    await run.start();
    return await run.run();
  } finally {
    await run.stop();
  }
}

class Run {
  readonly #database: SimulationDatabase;
  readonly #options: RunOptions;
  readonly #random: Random;
  readonly #machine: Machine;
  readonly #world: World;
  readonly #client: Client;
  readonly #ids: IdSource;
  readonly #reported: string[] = [];
  readonly #deliveries = new Agenda<Message>();
  readonly #errands = new Agenda<ErrandUnderWay>();
  readonly #hosts: HubHost[] = [];
  readonly #provider: PaymentProvider;
  readonly #mailbox: SupplierMailbox;
  #transport: ReturnType<typeof createMailTransport> | null = null;
  readonly #house: House;
  readonly #figures = {
    commands: 0,
    rounds: 0,
    errands: 0,
    duplicates: 0,
    delays: 0,
    repeats: 0,
    dropped: 0,
    hubKills: 0,
    postmasterKills: 0,
    backendKills: 0,
    connectionKills: 0,
    deadlines: 0,
  };
  #now: Instant = SIMULATION_START;
  #upcoming: Action;
  #roundMs = 20;
  #clockCommands = 0;
  #lastOrderAt: Instant = SIMULATION_START;
  #lookedAt: Instant = SIMULATION_START;
  #followedAt: Instant = SIMULATION_START;
  readonly #deadlines: readonly DeadlineSource[] = assembleDeadlines();

  constructor(database: SimulationDatabase, options: RunOptions) {
    const { seed, orders, faults } = options;
    this.#database = database;
    this.#options = options;
    this.#random = new Random(seed ^ 0x5eed);
    this.#machine = drawMachine(this.#random, faults, orders);
    this.#world = new World({
      ...SIMULATION_PACE,
      seed,
      startAt: SIMULATION_START,
      ordersMax: orders,
      ordersPerDay: this.#machine.ordersPerDay,
      assortmentMax: this.#machine.assortmentMax,
    });
    const clock = { now: () => this.#now };
    const idRandom = this.#random.fork();
    this.#ids = createIdSource(clock, (bytes) => {
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = idRandom.integer(0, 255);
    });
    this.#client = new Client(this.#ids);
    this.#provider = new PaymentProvider({
      seed,
      declined: 0.03,
      silentAfterSuccess: 0.05,
      unavailable: 0.08,
    });
    this.#mailbox = new SupplierMailbox(seed);
    this.#house = createHouse({
      pool: database.pool,
      clock,
      ids: this.#ids,
      submit: ({ requestHash: _hash, ...command }) =>
        this.#random.pick(this.#hosts).submit({ ...command, lane: 'clock' }),
      report: (text) => void this.#reported.push(text),
      consumers: [exceptionConsumer],
      tasks: {
        ...createPaymentTasks({
          pool: database.pool,
          clock,
          secretOf: () => this.#provider.secret,
        }),
        [MAIL_SUPPLIER]: (payload, context) =>
          mailSupplierTask({
            pool: database.pool,
            clock,
            transport: this.#transport,
            sender: 'Sample company <orders@sample.example>',
          })(payload, context),
      },
    });
    this.#upcoming = this.#world.next();
  }

  #has(fault: Fault): boolean {
    return this.#options.faults.includes(fault);
  }

  async start(): Promise<void> {
    this.#transport = createMailTransport(await this.#mailbox.start());
    const report = (text: string): void => void this.#reported.push(text);
    for (let index = 0; index < (this.#has('two-hubs') ? 2 : 1); index += 1) {
      const setup = {
        connection: this.#database.connection,
        seed: this.#random.integer(1, 2 ** 30),
        now: this.#now,
        batchLengthMax: this.#machine.batchLengthMax,
      };
      this.#hosts.push(
        this.#has('kill-hub') ? await hubInProcess(setup, report) : hubHere(setup, report),
      );
    }
    let count = 0;
    const submit = async (kind: string, body: unknown, key: string) => {
      count += 1;
      const reply = await this.#hosts[0]?.submit(
        this.#systemCommand(kind, body, key, traceOf(SAMPLE_TRACES + count, 1)),
      );
      return { status: reply?.status ?? 0, body: reply?.body };
    };
    await loadSampleCompany(submit, {
      now: this.#now,
      stockPermille: this.#machine.stockPermille,
    });
    const settings = [
      ...providerCommands(await this.#provider.start()),
      ...payingChannelCommands(),
      ...peopleCommands(NO_PASSWORD),
    ];
    for (const { kind, body } of settings) await submit(kind, body, `sample/settings/${count}`);
    // Places of new readers are at the end of the history: what comes from now on is theirs.
    await this.#house.catchUp();
  }

  async stop(): Promise<void> {
    await this.#house.stop();
    await this.#provider.stop();
    this.#transport?.close();
    await this.#mailbox.stop();
    await Promise.all(this.#hosts.map((host) => host.stop()));
  }

  #systemCommand(kind: string, body: unknown, key: string | null, trace: string): WireCommand {
    const lane = key === null ? 'clock' : 'interactive';
    return {
      id: this.#ids.uuid(),
      kind,
      body,
      key,
      actor: 'system/clock',
      trace,
      receivedAt: this.#now,
      lane,
    };
  }

  async run(): Promise<RunResult> {
    const { orders, onProgress } = this.#options;
    for (;;) {
      const isOver =
        this.#world.orders >= orders &&
        this.#upcoming.at > this.#lastOrderAt + (this.#options.drainDays ?? DRAIN_DAYS) * DAY_MS;
      if (isOver && this.#deliveries.length === 0) break;
      const messages = await this.#gather(isOver);
      await this.#round(messages);
      await this.#meetDeadlines(1);
      await this.#letFollow();
      onProgress?.(this.#client.book.size);
    }
    this.#now += HOUR_MS;
    for (let round = 0; round < 4; round += 1) {
      await this.#meetDeadlines(10);
      this.#followedAt = 0;
      await this.#letFollow();
      this.#now += 20 * MINUTE_MS;
    }
    await this.#meetDeadlines(10);
    const violations = await this.#judge();
    const answers = { accepted: 0, refused: 0 };
    for (const { answer } of this.#client.messages) {
      if (answer !== null) answers[answer.status < 300 ? 'accepted' : 'refused'] += 1;
    }
    return {
      client: this.#client,
      endedAt: this.#now,
      violations,
      reported: this.#reported,
      machine: this.#machine,
      figures: {
        ...this.#figures,
        ...answers,
        messages: this.#client.messages.length,
        supplierMails: this.#mailbox.taken.size,
        simulatedDays: Math.round((this.#now - SIMULATION_START) / DAY_MS),
      },
    };
  }

  /** Asks the oracle. Every message is sent once more before the database is asked, so that doubles would show. */
  async #judge(): Promise<Violation[]> {
    const broken = await findBrokenPromises(this.#database.pool, this.#client, (message) =>
      this.#random.pick(this.#hosts).submit(this.#client.deliver(message, this.#now)),
    );
    const { pool } = this.#database;
    return [
      ...broken,
      ...(await findViolations(pool, this.#now)),
      ...(await this.#mailbox.findViolations(pool)),
    ];
  }

  /** What arrives at the next moment: the world's next actions and what was delayed or is repeated. */
  async #gather(isOver: boolean): Promise<Message[]> {
    const countMax = this.#random.integer(1, this.#machine.messagesAtOnceMax);
    const first = Math.min(
      isOver ? Infinity : this.#upcoming.at,
      this.#deliveries.nextAt ?? Infinity,
      this.#errands.nextAt ?? Infinity,
    );
    const isDraining = this.#world.orders >= this.#options.orders;
    const until = first + (isDraining ? DRAIN_ROUND_MS_MAX : ROUND_MS_MAX);
    const messages: Message[] = [];
    let latest = first;
    while (messages.length < countMax) {
      const deliveryAt = this.#deliveries.nextAt ?? Infinity;
      const worldAt = isOver ? Infinity : this.#upcoming.at;
      if (Math.min(deliveryAt, worldAt) > until) break;
      latest = Math.max(latest, Math.min(deliveryAt, worldAt));
      if (deliveryAt <= worldAt) {
        messages.push((this.#deliveries.take() as { item: Message }).item);
        continue;
      }
      const action = this.#upcoming;
      this.#upcoming = this.#world.next();
      if (action.kind === 'place_order') this.#lastOrderAt = action.at;
      if (isErrand(action)) this.#errands.add(action.at, { action, phase: 0 });
      else this.#send(this.#client.take(action), action.at, messages);
    }
    // Several may come at one moment, and time goes on while an errand alone is under way.
    if (messages.length === 0)
      latest = Math.max(latest, Math.min(until, this.#errands.nextAt ?? 0));
    this.#now = Math.max(this.#now, Math.floor(latest));
    await this.#runErrands(messages);
    if (this.#has('reorder')) return this.#random.shuffle(messages);
    // What arrives together is taken in with the orders first, as it is when customers rush.
    return messages.toSorted(
      (a, b) => Number(b.kind === 'place_order') - Number(a.kind === 'place_order'),
    );
  }

  /** Puts a message on its way: now or later, once or twice. */
  #send(message: Message, at: Instant, messages: Message[]): void {
    if (this.#random.chance(this.#machine.delayChance)) {
      this.#figures.delays += 1;
      this.#deliveries.add(at + this.#random.exponential(4 * MINUTE_MS), message);
    } else messages.push(message);
    if (this.#random.chance(this.#machine.duplicateChance)) {
      this.#figures.duplicates += 1;
      const pauseMs = this.#random.chance(0.5) ? 0 : this.#random.exponential(HOUR_MS);
      this.#deliveries.add(at + pauseMs, message);
    }
  }

  /** Lets everyone at work look at what there is to do by now; what they do is on its way with the rest. */
  async #runErrands(messages: Message[]): Promise<void> {
    const begun: ErrandUnderWay[] = [];
    while ((this.#errands.nextAt ?? Infinity) <= this.#now)
      begun.push((this.#errands.take() as { item: ErrandUnderWay }).item);
    for (const errand of begun) {
      this.#figures.errands += 1;
      const { steps, next } = await patiently(() =>
        advanceErrand(errand, {
          floor: floorOf(this.#database.pool, this.#now),
          at: this.#now,
          find: (target) => this.#client.book.find(target)?.id,
        }),
      );
      for (const step of steps)
        this.#send(this.#client.takeStep(errand.action.key, step), this.#now, messages);
      if (next !== null) this.#errands.add(this.#now + PHASE_MS, next);
    }
  }

  /** Delivers messages at once; faults strike while they are on their way. */
  async #round(messages: readonly Message[]): Promise<void> {
    this.#figures.rounds += 1;
    const ready = messages.filter((message) => {
      const state = this.#client.prepare(message);
      if (state === 'wait')
        this.#deliveries.add(this.#now + this.#random.exponential(2 * MINUTE_MS), message);
      if (state === 'drop') this.#figures.dropped += 1;
      if (state === 'ready') this.#payAtCheckout(message);
      return state === 'ready';
    });
    const started = performance.now();
    const faults = this.#strike();
    const replies = await Promise.all(
      ready.map(async (message) => {
        const host = this.#random.pick(this.#hosts);
        this.#figures.commands += 1;
        return [message, await host.submit(this.#client.deliver(message, this.#now))] as const;
      }),
    );
    this.#roundMs = 0.7 * this.#roundMs + 0.3 * Math.min(2_000, performance.now() - started);
    await faults;
    for (const [message, reply] of replies) {
      if (this.#client.hear(message, reply)) continue;
      this.#figures.repeats += 1;
      if (message.deliveries > TRIES_MAX) {
        throw new Error(
          `message ${message.number} (${message.kind}) was not acknowledged in ${TRIES_MAX} deliveries: ${reply?.body}`,
        );
      }
      this.#deliveries.add(this.#now, message);
    }
  }

  /** Decides which faults strike during this round, and when. */
  async #strike(): Promise<void> {
    const { killHubChance, killPostgresChance, hubKillsMax, postgresKillsMax } = this.#machine;
    const { hubKills, postmasterKills, backendKills, connectionKills } = this.#figures;
    const strikes: Promise<void>[] = [];
    // The long time after the last order has its share too, but most is to be broken while customers order.
    const ease = this.#world.orders >= this.#options.orders ? 0.1 : 1;
    for (const host of this.#hosts) {
      if (hubKills >= hubKillsMax || !this.#random.chance(killHubChance * ease)) continue;
      this.#figures.hubKills += 1;
      strikes.push(
        later(this.#random.next() * 1.2 * this.#roundMs).then(() => host.kill(this.#now)),
      );
    }
    const postgresKills = postmasterKills + backendKills + connectionKills;
    if (postgresKills < postgresKillsMax && this.#random.chance(killPostgresChance * ease)) {
      const { pool, dataFolder } = this.#database;
      strikes.push(
        later(this.#random.next() * 1.2 * this.#roundMs)
          .then(() => patiently(() => hurtPostgres(pool, dataFolder, this.#random)))
          .then((fault) => {
            this.#figures[`${fault}Kills`] += 1;
          }),
      );
    }
    await Promise.all(strikes);
  }

  /** What the clock does between messages: whatever is due is sent, until nothing is or the rounds are over. */
  async #meetDeadlines(roundsMax: number): Promise<void> {
    const looksAround = roundsMax > 1 || this.#now >= this.#lookedAt + LOOKING_PAUSE_MS;
    if (looksAround) this.#lookedAt = this.#now;
    const sources = this.#deadlines.filter(({ name }) => looksAround || !LOOKING_SOURCES.has(name));
    for (let round = 0; round < roundsMax; round += 1) {
      const due: DueCommand[] = [];
      for (const source of sources) {
        due.push(
          ...(await patiently(() => source.due(this.#database.pool, this.#now, CLOCK_LIMIT))),
        );
      }
      if (due.length === 0) return;
      this.#figures.deadlines += due.length;
      await Promise.all(due.map(({ kind, body }) => this.#sendClockCommand(kind, body)));
    }
  }

  /** Readers of events and jobs go on from time to time, whatever was killed meanwhile. */
  async #letFollow(): Promise<void> {
    if (this.#now < this.#followedAt + FOLLOWING_PAUSE_MS) return;
    this.#followedAt = this.#now;
    await this.#house.catchUp();
  }

  /** Money that customers have authorised or paid at the checkout, as their provider knows it. */
  #payAtCheckout({ command, action }: Message): void {
    if (action?.kind !== 'record_payment' || command === null) return;
    if (!PROVIDED_CHANNELS.has(action.target.channel)) return;
    const { orderId, kind, reference, amountMinor } = command.body as {
      readonly orderId: number;
      readonly kind: string;
      readonly reference: string;
      readonly amountMinor: number;
    };
    if (kind === 'authorised' || kind === 'captured')
      this.#provider.take(kind, reference, String(orderId), amountMinor);
  }

  async #sendClockCommand(kind: string, body: unknown): Promise<WireReply> {
    this.#clockCommands += 1;
    const trace = traceOf(CLOCK_TRACES + this.#clockCommands, 1);
    return this.#random.pick(this.#hosts).submit(this.#systemCommand(kind, body, null, trace));
  }
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Does the work again while the database is away. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionError(error) || attempt >= 200) throw error;
      await later(50);
    }
  }
}
