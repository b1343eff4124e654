import type { FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from '../hub/index.ts';
import { problemOf, refuse, type Refusal } from '../../contracts/errors.ts';
import { CancellationLine, PlaceOrder } from '../../contracts/orders.ts';
import { orderToPlace } from '../modules/orders/index.ts';
import { commandOf, type Wish } from './carry-out.ts';
import type { Door } from './door.ts';
import { LINE_BYTES_MAX, linesOf, type Line } from './read-lines.ts';
import { traceOf } from './trace.ts';
import { bodyValidator, refusalOfErrors } from './validation.ts';
import { viewFor, type View } from './views.ts';
import { errorText } from '../platform/log.ts';

export const BULK_LINES_MAX = 100_000;
/** Two to three batches of the hub, so that one gathers while the other commits. */
const IN_FLIGHT_MAX = 1_200;
/**
 * Answers that a client has not read yet. Some send everything before they read anything; only one
 * that lets this much pile up makes us wait for it.
 */
const UNSENT_BYTES_MAX = 16 * 1_048_576;
const OVERLOADED_WAIT_MS = 50;
const LINGER_MS = 2_000;

/** A line on its way; `text` is there once it is answered. */
interface Answering {
  text: string | null;
  readonly answered: Promise<void>;
}

/**
 * Takes in orders line by line and writes an answer a line, in the same order. So many are under way
 * at once and no more: reading stops while the hub is busy, and the sender's TCP feels it.
 */
export async function takeInLines(
  door: Door,
  request: FastifyRequest,
  input: Readable,
  output: ServerResponse,
): Promise<void> {
  const view = request.principal === null ? null : viewFor(request.principal);
  const underWay: Answering[] = [];
  const signal = new Signal();
  let isAtEnd = false;
  output.once('close', () => {
    input.destroy();
    signal.wake();
  });

  const writing = (async () => {
    for (;;) {
      const first = underWay[0];
      if (first === undefined) {
        if (isAtEnd || output.closed) return;
        await signal.wait();
        continue;
      }
      await first.answered;
      let count = 0;
      let text = '';
      while (count < underWay.length && typeof underWay[count]?.text === 'string') {
        text += underWay[count]?.text;
        count += 1;
      }
      underWay.splice(0, count);
      signal.wake();
      if (output.closed) continue;
      output.write(view === null ? text : linesSeen(text, view));
      if (output.writableLength > UNSENT_BYTES_MAX) await drained(output);
    }
  })();

  try {
    await readLines();
  } catch (error) {
    // The sender went away or broke off. What came whole is carried out and found again when it is repeated.
    door.log.warn({ trace: request.trace, error: errorText(error) }, 'bulk intake was cut off');
    output.destroy();
  }
  isAtEnd = true;
  signal.wake();
  await writing;
  output.end();
  if (!input.readableEnded) lingerOn(input);

  async function readLines(): Promise<void> {
    const reading = linesOf(input);
    const stopped = new Promise<null>((resolve) => {
      if (door.stopping.aborted) resolve(null);
      door.stopping.addEventListener('abort', () => resolve(null), { once: true });
    });
    let last = 0;
    while (last <= BULK_LINES_MAX) {
      const next = await Promise.race([reading.next(), stopped]);
      if (next === null) {
        const refusal = refuse('stopping', 'This line and what follows was not read.');
        underWay.push(done(resultOfRefusal(last + 1, refusal)));
        return;
      }
      if (next.done === true) return;
      for (const line of next.value) {
        last = line.number;
        if (last > BULK_LINES_MAX) break;
        while (underWay.length >= IN_FLIGHT_MAX && !output.closed) {
          // The writer may still believe that there is nothing: both waiting for each other would be for ever.
          signal.wake();
          await signal.wait();
        }
        underWay.push(answerLine(door, request, line));
      }
      signal.wake();
    }
    underWay.push(tooManyLines());
  }
}

/** Lines of JSON as somebody sees them who sees some fields only. */
function linesSeen(text: string, view: View): string {
  return text.replaceAll(/.+/g, (line) => view.text(line));
}

/** Reads what a sender still sends and drops it: closing at once could cost it the answers on their way. */
function lingerOn(input: Readable): void {
  input.resume();
  const timer = setTimeout(() => input.destroy(), LINGER_MS);
  input.once('close', () => clearTimeout(timer));
}

function tooManyLines(): Answering {
  const refusal = refuse(
    'payload_too_large',
    `A request takes ${BULK_LINES_MAX} lines: this one and what follows was not read.`,
  );
  return done(resultOfRefusal(BULK_LINES_MAX + 1, refusal));
}

function answerLine(door: Door, request: FastifyRequest, line: Line): Answering {
  const { number } = line;
  if (line.kind === 'too_long') {
    const refusal = refuse('payload_too_large', `The line has more than ${LINE_BYTES_MAX} bytes.`);
    return done(resultOfRefusal(number, refusal));
  }
  const wish = wishOf(line.text);
  if ('code' in wish) return done(resultOfRefusal(number, wish));
  const answering: Answering = {
    text: null,
    answered: submitPatiently(door, request, wish).then(
      (reply) => void (answering.text = resultOf(number, reply)),
      (error: Error) => {
        door.log.error(
          { trace: request.trace, line: number, error: errorText(error) },
          'a line failed',
        );
        answering.text = resultOfRefusal(
          number,
          refuse('internal', 'The line could not be carried out.'),
        );
      },
    ),
  };
  return answering;
}

/** What a line wants, or what is wrong with it. */
function wishOf(text: string): Wish | Refusal {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return refuse('invalid_json', `The line is not JSON: ${(error as Error).message}.`);
  }
  const isCancellation = typeof body === 'object' && body !== null && 'cancellation' in body;
  const wanted = isCancellation ? (body as { cancellation: unknown }).cancellation : body;
  const validate = bodyValidator(isCancellation ? CancellationLine : PlaceOrder);
  if (!validate(wanted))
    return refusalOfErrors(validate.errors ?? [], isCancellation ? 'cancellation' : 'order');
  if (isCancellation) return { kind: 'take_back', body: wanted };
  return { kind: 'place_order', body: orderToPlace(wanted as PlaceOrder), recognisedBy: wanted };
}

/** Submits a line until the hub has room: other senders may have filled the lane. */
async function submitPatiently(door: Door, request: FastifyRequest, wish: Wish): Promise<Reply> {
  const command = commandOf(door, request, wish);
  // Every order has a trace of its own, however many came in one call.
  const own =
    wish.kind === 'place_order' ? { ...command, trace: traceOf(undefined, door.ids) } : command;
  for (;;) {
    const reply = await door.hub.submit(own, 'bulk');
    if (reply.status !== 503 || !reply.body.includes('"code":"overloaded"')) return reply;
    await sleep(OVERLOADED_WAIT_MS);
  }
}

function done(text: string): Answering {
  return { text, answered: Promise.resolve() };
}

function resultOf(line: number, { status, body, repeated }: Reply): string {
  if (status >= 400) return `{"line":${line},"status":${status},"problem":${body}}\n`;
  // The answer to an order begins with its number; parsing all of it to get that would cost more than the check.
  const id = /^\{"id":("[^"\\]*")/.exec(body)?.[1];
  const named = id === undefined ? '' : `,"id":${id}`;
  return `{"line":${line},"status":${status}${named}${repeated ? ',"repeated":true' : ''}}\n`;
}

function resultOfRefusal(line: number, refusal: Refusal): string {
  const problem = problemOf(refusal);
  return `{"line":${line},"status":${problem.status},"problem":${JSON.stringify(problem)}}\n`;
}

async function drained(output: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const go = () => {
      output.off('drain', go);
      output.off('close', go);
      resolve();
    };
    output.on('drain', go);
    output.on('close', go);
  });
}

/** Wakes whoever waits; a wake that nobody waits for is not remembered, so waiters look again first. */
class Signal {
  #waiters: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }
}
