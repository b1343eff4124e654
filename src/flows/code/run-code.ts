import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import { assert } from '../../kernel/assert.ts';
import {
  readAnswer,
  type CodeAnswer,
  type CodeFailure,
  type CodePromise,
  type CodeRequest,
  type RawAnswer,
} from './answer.ts';

/** What the thread is asked: to call a program, or only to read it. */
export type Asked =
  | { readonly source: string; readonly request: CodeRequest }
  | { readonly source: string };

/** What it answers; null: nothing is wrong with a program. */
export type Told = RawAnswer | CodeFailure | null;

/** What a node asks its code. */
export interface CodeCall {
  readonly source: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** In milliseconds since 1970 (UTC). */
  readonly moment: number;
  /** Two visits of the same name have the same chance. */
  readonly seed: string;
  readonly promise: CodePromise;
}

/**
 * The clock is the last resort: the steps that code may take end it long before, but single steps of the engine,
 * such as a search through a list that says it is endless, are not counted. When so long has passed without an answer,
 * so much may still be worked on it: a machine that has others to serve must not fail an order.
 */
const WORK_MS_MAX = 200;
const WATCH_MS = 50;
/** For so long an answer is waited for however little was worked on it. */
const ANSWER_MS_MAX = 5_000;
/** A program that has overrun is not called for so long: each time costs everybody who waits for the hub. */
const REST_MS = 60_000;
/** A thread that does not start (the machine is out of memory) is given up like code that takes too long. */
const START_MS_MAX = 20_000;
const PROGRAMS_CHECKED_MAX = 500;
/** A call costs about as much as so many steps: the image that it begins at, and the way into the thread. */
const CALL_STEPS = 10_000;

/** The thread that code runs in. */
class CodeThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  /**
   * How many answers there were, with the word that it has started; its number among the threads of the system; the
   * steps of the last answer.
   */
  readonly #told = new Int32Array(new SharedArrayBuffer(12));

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(new URL('./code-thread.ts', import.meta.url), {
      workerData: { port: port2, told: this.#told },
      transferList: [port2],
      env: {},
      argv: [],
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    // A thread that ends by itself is found out by whoever asks it next.
    this.#worker.on('error', () => {});
    this.#worker.unref();
    port1.unref();
  }

  /** Waits for the answer, with everything else standing still; undefined: there was none in time. */
  ask(asked: Asked): Told | undefined {
    if (!this.#isTold(0, START_MS_MAX)) return undefined;
    const before = Atomics.load(this.#told, 0);
    this.#port.postMessage(asked, []);
    if (!this.#isTold(before, WORK_MS_MAX) && !this.#comesYet(before)) return undefined;
    return receiveMessageOnPort(this.#port)?.message as Told | undefined;
  }

  /** The steps that the last answer has taken. */
  get steps(): number {
    return Atomics.load(this.#told, 2);
  }

  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }

  /** Whether an answer that is late comes after all, before too much was worked on it. */
  #comesYet(before: number): boolean {
    const [lateAt, workedMs] = [performance.now(), this.#workedMs()];
    while (!this.#isTold(before, WATCH_MS)) {
      const hasWorked = this.#workedMs() - workedMs >= WORK_MS_MAX;
      if (hasWorked || performance.now() - lateAt > ANSWER_MS_MAX) return false;
    }
    return true;
  }

  /** How long it has been worked by a processor, in milliseconds. */
  #workedMs(): number {
    const task = Atomics.load(this.#told, 1);
    try {
      const [nanoseconds] = readFileSync(`/proc/self/task/${task}/schedstat`, 'utf8').split(' ');
      return Number(nanoseconds) / 1e6;
    } catch {
      // Only Linux tells it of a thread. Whoever waits does not work, so what the process works is mostly this.
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    }
  }

  #isTold(before: number, milliseconds: number): boolean {
    return Atomics.wait(this.#told, 0, before, milliseconds) !== 'timed-out';
  }
}

/** One thread a process: a batch decides one order after the other. */
let thread: CodeThread | null = null;
/** Until when programs rest that have overrun, by their hash, on the clock of the process. */
const resting = new Map<string, number>();
const checked = new Map<string, CodeFailure | null>();

function ask(asked: Asked): Told {
  const program = createHash('sha256').update(asked.source).digest('base64');
  const restsUntil = resting.get(program);
  if (restsUntil !== undefined) {
    if (performance.now() < restsUntil) return overran('It took too long before, and rests.');
    resting.delete(program);
  }
  thread ??= new CodeThread();
  const told = thread.ask(asked);
  const hasOverrun = told === undefined || (told?.kind === 'failed' && told.why === 'overran');
  if (!hasOverrun) return told;
  resting.set(program, performance.now() + REST_MS);
  if (told !== undefined) return told;
  thread.end();
  // The next one starts while others decide.
  thread = new CodeThread();
  return overran(`It took longer than ${WORK_MS_MAX} milliseconds.`);
}

function overran(message: string): CodeFailure {
  return { kind: 'failed', why: 'overran', message, place: null };
}

/** What a program has answered, and the steps that it has taken; each call counts for some. */
interface CodeRun {
  readonly answer: CodeAnswer | CodeFailure;
  readonly steps: number;
}

/**
 * Calls `decide` of a program and waits for its answer, in a thread of its own and for a bounded time. The same call
 * always has the same answer, except when the clock ended it (`overran`).
 */
export function runCode({ source, inputs, moment, seed, promise }: CodeCall): CodeRun {
  const { values, logs } = promise;
  const request = { inputs, moment, chance: chanceOf(seed), names: Object.keys(values), logs };
  const told = ask({ source, request });
  assert(told !== null, 'whoever calls a program hears what it gives back');
  const steps = CALL_STEPS + (thread?.steps ?? 0);
  return { answer: told.kind === 'failed' ? told : readAnswer(told, promise), steps };
}

/** What is wrong with a program as it is written; null: it can be read, and speaks of a function decide. Nothing of it is run. */
export function checkCode(source: string): CodeFailure | null {
  const known = checked.get(source);
  if (known !== undefined) return known;
  const told = ask({ source });
  const failure = told?.kind === 'failed' ? told : null;
  if (failure?.why === 'overran') return failure;
  if (checked.size >= PROGRAMS_CHECKED_MAX) checked.clear();
  checked.set(source, failure);
  return failure;
}

function chanceOf(seed: string): number[] {
  const hash = createHash('sha256').update(seed).digest();
  return [0, 4, 8, 12].map((offset) => hash.readInt32LE(offset));
}
