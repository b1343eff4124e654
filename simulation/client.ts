import type { Instant } from '../src/kernel/clock.ts';
import type { IdSource } from '../src/kernel/ids.ts';
import { orderToPlace } from '../src/modules/orders/index.ts';
import type { PlaceOrder } from '../contracts/orders.ts';
import type { WireCommand, WireReply } from './hub-messages.ts';
import { OrderBook } from './order-book.ts';
import type { Step } from './at-work.ts';
import type { Action } from './world-actions.ts';

/** What a client keeps of something it wants done, until long after it is done. */
export interface Message {
  readonly number: number;
  /** What is done, as the oracle names it. */
  readonly kind: string;
  /** The world's; null: somebody found it necessary when looking at what there was to do. */
  readonly action: Action | null;
  /** Null: an order, which its channel and external id tell apart. */
  readonly key: string | null;
  readonly actor: string;
  /** Filled in at the first delivery; later deliveries repeat it word for word. */
  command: { readonly kind: string; readonly body: object } | null;
  deliveries: number;
  /** The first answer that the client may rely on; null as long as there is none. */
  answer: { readonly status: number; readonly body: string } | null;
}

/** Who the world is, where nobody in particular does something. */
const WORLD = 'key/world';

/** Answers after which a client sends the same again: nothing has been promised yet. */
const PASSING_STATUSES = new Set([429, 503]);

/**
 * The outside world as one client: it numbers its messages, fills in what only answers can tell,
 * repeats what was not acknowledged, and remembers every acknowledgement for the oracle.
 */
export class Client {
  readonly messages: Message[] = [];
  /** Answers that contradict an earlier one to the same message. */
  readonly contradictions: string[] = [];
  readonly book = new OrderBook();
  readonly #placing = new Map<string, Message>();
  readonly #ids: IdSource;

  constructor(ids: IdSource) {
    this.#ids = ids;
  }

  /** Takes up something to be done. */
  take(action: Action): Message {
    const number = this.messages.length + 1;
    // Half of the orders come without a key, as most marketplaces send them.
    const key = action.kind === 'place_order' && number % 2 === 0 ? null : `client/${action.key}`;
    const { kind } = action;
    const message: Message = {
      number,
      kind,
      action,
      key,
      actor: WORLD,
      command: null,
      deliveries: 0,
      answer: null,
    };
    this.messages.push(message);
    if (action.kind === 'place_order') this.#placing.set(nameOf(action.body), message);
    return message;
  }

  /** Takes up a step of an errand: its command is known, its key follows from the errand's. */
  takeStep(errandKey: string, { kind, body, name, actor }: Step): Message {
    const message: Message = {
      number: this.messages.length + 1,
      kind,
      action: null,
      key: `client/${errandKey}/${name}`,
      actor: actor ?? WORLD,
      command: { kind, body },
      deliveries: 0,
      answer: null,
    };
    this.messages.push(message);
    return message;
  }

  /**
   * Whether a message can be delivered: `wait` while the order it is about is not acknowledged yet,
   * `drop` when that order was refused or nothing is left to do.
   */
  prepare(message: Message): 'ready' | 'wait' | 'drop' {
    const { action } = message;
    if (message.command !== null || action === null) return 'ready';
    const resolved = this.book.resolve(action);
    if (resolved === null) {
      const placing = 'target' in action ? this.#placing.get(nameOf(action.target)) : undefined;
      return placing !== undefined && placing.answer === null ? 'wait' : 'drop';
    }
    const body =
      resolved.orderId === null
        ? resolved.kind === 'place_order'
          ? orderToPlace(resolved.body as PlaceOrder)
          : resolved.body
        : {
            orderId: Number(resolved.orderId),
            ...(resolved.kind === 'release_hold' ? { holdId: resolved.holdId } : {}),
            ...resolved.body,
          };
    message.command = { kind: resolved.kind, body };
    return 'ready';
  }

  /** The command of the next delivery. Message and delivery stand in its trace, where the oracle finds them. */
  deliver(message: Message, receivedAt: Instant): WireCommand {
    if (message.command === null) throw new Error('a message is prepared before it is delivered');
    message.deliveries += 1;
    return {
      ...message.command,
      id: this.#ids.uuid(),
      key: message.key,
      actor: message.actor,
      trace: traceOf(message.number, message.deliveries),
      receivedAt,
      lane: 'interactive',
    };
  }

  /** Takes an answer in. False: it is none to rely on, so the same is to be delivered again. */
  hear(message: Message, reply: WireReply): boolean {
    if (reply === null || PASSING_STATUSES.has(reply.status)) return message.answer !== null;
    const { status, body } = reply;
    const isAccepted = status < 300;
    if (message.answer !== null && !isSameAnswer(message, status, body)) {
      this.contradictions.push(
        `message ${message.number} (${message.kind}) was answered ${message.answer.status} ${message.answer.body.slice(0, 120)} and then ${status} ${body.slice(0, 120)}`,
      );
    }
    // Without a key a refusal is not kept: the same order may be accepted when it is sent again.
    if (
      message.answer === null ||
      (message.key === null && isAccepted && message.answer.status >= 300)
    ) {
      message.answer = { status, body };
      if (isAccepted && message.action !== null) this.book.learn(message.action, JSON.parse(body));
    }
    return true;
  }
}

function isSameAnswer({ key, answer }: Message, status: number, body: string): boolean {
  if (key === null && ((answer?.status ?? 0) >= 300 || status >= 300))
    return (answer?.status ?? 0) >= 300;
  return answer?.status === status && answer.body === body;
}

function nameOf({
  channel,
  externalId,
}: {
  readonly channel: string;
  readonly externalId: string;
}): string {
  return `${channel}\n${externalId}`;
}

/** A traceparent whose trace is the message and whose parent is the delivery. */
export function traceOf(message: number, delivery: number): string {
  return `00-${message.toString(16).padStart(32, '0')}-${delivery.toString(16).padStart(16, '0')}-01`;
}
