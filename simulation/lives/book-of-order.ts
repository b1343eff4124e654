import type { OrderRecord } from '../../src/modules/orders/index.ts';
import { ORDER_TRANSITIONS } from '../../src/modules/orders/index.ts';
import type { OrderState } from '../../contracts/orders.ts';
import type { Sent, Told } from './sent.ts';
import { checkMoney } from './book-of-money.ts';
import { STAGE_BUNDLES } from './small-world.ts';
import { stateOf } from './state-of-order.ts';

/** A line as it was asked for and as it went on. */
interface LineBook {
  readonly unitPriceMinor: number;
  quantity: number;
  cancelled: number;
  shipped: number;
  delivered: number;
  returned: number;
  /** Of a bundle: the lines of its components and how many of each make one of it. */
  readonly parts: readonly { readonly lineNumber: number; readonly each: number }[];
}

interface AskedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

interface Asked {
  readonly channel: string;
  readonly lines?: readonly AskedLine[];
}

interface LineQuantity {
  readonly lineNumber: number;
  readonly quantity: number;
}

function lineOf(quantity: number, unitPriceMinor: number, parts: LineBook['parts']): LineBook {
  const moved = { cancelled: 0, shipped: 0, delivered: 0, returned: 0 };
  return { unitPriceMinor, quantity, parts, ...moved };
}

/** What was asked and told of one order, line by line. */
export class BookOfOrder {
  readonly channel: string;
  readonly #lines = new Map<number, LineBook>();
  readonly #id: number;
  readonly #facts = new Map<string, number>();
  #version = 0;
  #state: OrderState | null = null;
  #isCancelled = false;
  #credited = 0;

  constructor(id: number, placed: object) {
    const { channel, lines = [] } = placed as Asked;
    this.#id = id;
    this.channel = channel;
    this.#add(lines);
    const { payment, payments = [] } = placed as { payment?: object; payments?: object[] };
    for (const fact of payment === undefined ? payments : [payment, ...payments])
      this.#keepFact(fact);
  }

  /** New lines, and after them those of the components of bundles. */
  #add(lines: readonly AskedLine[]): void {
    let last = this.#lines.size + lines.length;
    const components: [number, LineBook][] = [];
    for (const { sku, quantity, unitPriceMinor } of lines) {
      const parts = (STAGE_BUNDLES[sku] ?? []).map((component) => {
        last += 1;
        components.push([last, lineOf(quantity * component.quantity, 0, [])]);
        return { lineNumber: last, each: component.quantity };
      });
      this.#lines.set(this.#lines.size + 1, lineOf(quantity, unitPriceMinor, parts));
    }
    for (const [lineNumber, line] of components) this.#lines.set(lineNumber, line);
  }

  #keepFact(fact: object): void {
    const { kind, reference, amountMinor } = fact as {
      kind: string;
      reference: string;
      amountMinor: number;
    };
    this.#facts.set(`${kind} ${reference}`, amountMinor);
  }

  /** Books an event of this order. Answers what is wrong with it. */
  told(type: string, told: Told, sent: Sent): string | null {
    if (told.version !== undefined && told.state !== undefined && told.orderId === undefined) {
      const wrong = this.#goOn(type, told.version as number, told.state as OrderState);
      if (wrong !== null) return wrong;
    }
    switch (type) {
      case 'order.amended':
        this.#amend(told, sent.body);
        break;
      case 'order.cancelled':
        this.#isCancelled = true;
        this.#cancel(told.cancelledLines as LineQuantity[]);
        break;
      case 'order.lines_cancelled':
        this.#cancel(told.cancelledLines as LineQuantity[]);
        break;
      case 'fulfilment.shipped':
        this.#each(told.shippedLines, (line, units) => (line.shipped += units));
        break;
      case 'fulfilment.delivered':
        this.#each(told.deliveredLines, (line, units) => {
          // What came back before its delivery was told counts once.
          line.delivered = Math.min(line.shipped, line.delivered + units);
        });
        break;
      case 'return.received':
        this.#each(told.received, (line, units) => {
          line.returned += units;
          // What comes back was handed over, whether that was told or not.
          line.delivered = Math.max(line.delivered, line.returned);
        });
        break;
      case 'return.inspected':
      case 'return.closed':
        this.#each(
          ((told.inspected ?? []) as { disposition: string }[]).filter(
            ({ disposition }) => disposition === 'send_back',
          ),
          (line, units) => (line.returned -= units),
        );
        break;
      case 'order.payment_recorded':
        this.#keepFact(told.payment as object);
        break;
      default:
    }
    return null;
  }

  #goOn(type: string, version: number, state: OrderState): string | null {
    const before = this.#state;
    if (version !== this.#version + 1)
      return `${type} of order ${this.#id} has version ${version} after ${this.#version}`;
    if (before !== null && before !== state && !ORDER_TRANSITIONS[before].includes(state))
      return `order ${this.#id} goes from ${before} to ${state}`;
    this.#version = version;
    this.#state = state;
    return null;
  }

  #amend(told: Told, body: object): void {
    const fields = told.amended as string[];
    const { lines = [], addLines = [] } = body as {
      lines?: LineQuantity[];
      addLines?: NonNullable<Asked['lines']>;
    };
    const put = (lineNumber: number, quantity: number): void => {
      const line = this.#lines.get(lineNumber) as LineBook;
      line.cancelled += Math.max(0, line.quantity - quantity);
      line.quantity = quantity;
      for (const part of line.parts) put(part.lineNumber, quantity * part.each);
    };
    if (fields.includes('lines'))
      for (const { lineNumber, quantity } of lines) put(lineNumber, quantity);
    if (fields.includes('addLines')) this.#add(addLines);
  }

  /** Components go with their bundle, and a bundle of which components were called off with those. */
  #cancel(lines: readonly LineQuantity[]): void {
    const less = (line: LineBook, units: number): void => {
      line.quantity -= units;
      line.cancelled += units;
    };
    this.#each(lines, less);
    const named = new Map(lines.map(({ lineNumber, quantity }) => [lineNumber, quantity]));
    for (const [lineNumber, line] of this.#lines) {
      const isNamed = line.parts.some((part) => named.has(part.lineNumber));
      for (const part of isNamed ? [] : line.parts)
        less(this.#part(part), (named.get(lineNumber) ?? 0) * part.each);
      const left = this.#least(line, ({ quantity }) => quantity);
      if (isNamed && !named.has(lineNumber) && left < line.quantity)
        less(line, line.quantity - left);
    }
  }

  #part({ lineNumber }: { readonly lineNumber: number }): LineBook {
    return this.#lines.get(lineNumber) as LineBook;
  }

  /** How many of a bundle its least advanced component makes up; of any other line all. */
  #least(line: LineBook, of: (part: LineBook) => number): number {
    return Math.min(
      line.quantity,
      ...line.parts.map((part) => Math.floor(of(this.#part(part)) / part.each)),
    );
  }

  /** A bundle is as far as its components are. */
  #follow(): void {
    for (const line of this.#lines.values()) {
      if (line.parts.length === 0) continue;
      line.shipped = this.#least(line, ({ shipped }) => shipped);
      line.delivered = this.#least(line, ({ delivered }) => delivered);
      line.returned = this.#least(line, ({ returned }) => returned);
    }
  }

  #each(items: unknown, change: (line: LineBook, units: number) => void): void {
    for (const { lineNumber, quantity } of (items ?? []) as LineQuantity[])
      change(this.#lines.get(lineNumber) as LineBook, quantity);
  }

  /** What of an order is not as it was asked and told; null when everything is. */
  compare(order: OrderRecord): string | null {
    if (order.version !== this.#version || order.state !== this.#state)
      return `it is ${order.state} in version ${order.version}, and ${this.#state} in version ${this.#version} was told`;
    if (order.lines.length !== this.#lines.size)
      return `it has ${order.lines.length} lines, not ${this.#lines.size}`;
    this.#follow();
    for (const line of order.lines) {
      const wrong = this.#compareLine(order, line);
      if (wrong !== null) return `line ${line.lineNumber}: ${wrong}`;
    }
    const wrong = this.#compareCredits(order);
    if (wrong !== null) return wrong;
    const state = stateOf(order, this.channel, this.#isCancelled);
    if (state !== order.state) return `it is ${order.state}, its parts make it ${state}`;
    return checkMoney(order, this.channel, this.#facts);
  }

  /** Never more is credited than the order has left by then; what is cancelled later leaves credits alone. */
  #compareCredits({ details: { credits = [] }, totalMinor }: OrderRecord): string | null {
    const credited = credits.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const isMore = credited > this.#credited;
    if (credited < this.#credited) return `what is credited sinks to ${credited}`;
    this.#credited = credited;
    return isMore && credited > totalMinor
      ? `${credited} are credited of a total of ${totalMinor}`
      : null;
  }

  #compareLine(order: OrderRecord, line: OrderRecord['lines'][number]): string | null {
    const book = this.#lines.get(line.lineNumber) as LineBook;
    const planned = order.shipments
      .flatMap(({ lines }) => lines)
      .reduce((sum, [number, units]) => (number === line.lineNumber ? sum + units : sum), 0);
    const pairs: [string, number, number][] = [
      ['the quantity', line.quantity, book.quantity],
      ['what is cancelled', line.cancelledQuantity, book.cancelled],
      ['what has left', line.shippedQuantity, book.shipped],
      ['what was delivered', line.deliveredQuantity, book.delivered],
      ['what came back', line.returnedQuantity, book.returned],
      book.parts.length > 0
        ? ['what is planned of a bundle itself', planned, 0]
        : ['planned and shipped', planned + line.shippedQuantity, book.quantity],
      ['the price', line.unitPriceMinor, book.unitPriceMinor],
    ];
    for (const [name, actual, expected] of pairs)
      if (actual !== expected) return `${name} is ${actual}, and should be ${expected}`;
    const { returned, delivered, shipped, quantity } = book;
    return returned < 0 || returned > delivered || delivered > shipped || shipped > quantity
      ? `of ${quantity} have ${shipped} left, ${delivered} arrived and ${returned} come back`
      : null;
  }
}
