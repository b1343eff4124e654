import { DAY_MS, HOUR_MS, instantToText, MINUTE_MS } from '../../src/kernel/clock.ts';
import type { OrderRecord } from '../../src/modules/orders/index.ts';
import type { Act } from './act.ts';
import { choose } from './life.ts';
import { drawAddress, drawLine } from './place-acts.ts';
import { STAGE_SKUS } from './small-world.ts';
import type { StepKind } from './steps.ts';

const isChangeable = ({ state }: OrderRecord) =>
  state === 'placed' || state === 'held' || state === 'backordered' || state === 'sourced';
const isAtLocations = ({ state }: OrderRecord) =>
  state === 'released' || state === 'picking' || state === 'packed';
const isOpen = (order: OrderRecord) => isChangeable(order) || isAtLocations(order);
const isAny = () => true;

/** What becomes of orders before and while locations have them, and of their money. */
export const ORDER_ACTS = {
  amend(life, random) {
    const order = choose(random, life.orders(), isOpen);
    if (order === undefined) return;
    const line = random.pick(order.lines);
    const isLine = random.chance(0.7);
    const isAdded = random.chance(0.3);
    life.submit('amend_order', {
      orderId: order.id,
      ...(isLine
        ? { lines: [{ lineNumber: line.lineNumber, quantity: random.integer(0, 5) }] }
        : {}),
      ...(isAdded ? { addLines: [drawLine(random)] } : {}),
      ...(random.chance(0.15) ? { priority: random.integer(0, 9) } : {}),
      ...(random.chance(0.1) ? { note: 'as agreed' } : {}),
      ...(random.chance(0.1) ? { wantedBy: instantToText(life.now + 4 * DAY_MS) } : {}),
      ...(random.chance(0.1) ? { expectedVersion: order.version } : {}),
      reason: 'asked by telephone',
    });
  },
  readdress(life, random) {
    const order = choose(random, life.orders(), isOpen);
    if (order === undefined) return;
    life.submit('amend_order', { orderId: order.id, shipTo: drawAddress(random) });
  },
  cancel(life, random) {
    const order = choose(random, life.orders(), isOpen);
    if (order === undefined) return;
    life.submit('cancel_order', { orderId: order.id, reason: 'changed mind' });
  },
  cancel_lines(life, random) {
    const order = choose(random, life.orders(), isOpen);
    if (order === undefined) return;
    const line = random.pick(order.lines);
    const most = random.chance(0.9) ? Math.max(1, line.quantity) : 9;
    life.submit('cancel_order', {
      orderId: order.id,
      reason: 'too many',
      lines: [{ lineNumber: line.lineNumber, quantity: random.integer(1, most) }],
    });
  },
  take_back(life, random) {
    const order = choose(random, life.orders(), isAny);
    if (order === undefined) return;
    life.submit('take_back', {
      channel: life.facts('channels').facts.channelById(order.channelId)?.code,
      externalId: life.newName('T'),
      orderExternalId: order.externalId,
      reason: 'comes back',
      lines: [{ sku: random.pick(STAGE_SKUS), quantity: random.integer(1, 4) }],
    });
  },
  hold(life, random) {
    const order = choose(random, life.orders(), isOpen);
    if (order === undefined) return;
    life.submit('hold_order', {
      orderId: order.id,
      kind: 'fraud',
      reason: 'looks odd',
      ...(random.chance(0.4)
        ? { dueAt: instantToText(life.now + random.integer(1, 300) * MINUTE_MS) }
        : {}),
    });
  },
  release_hold(life, random) {
    const isHeld = ({ holds }: OrderRecord) => holds.some(({ releasedAt }) => releasedAt === null);
    const order = choose(random, life.orders().filter(isHeld), isAny);
    if (order === undefined) return;
    const { id } = random.pick(order.holds);
    life.submit('release_hold', { orderId: order.id, holdId: id });
  },
  pay(life, random) {
    const order = choose(random, life.orders(), (one) => one.paidMinor < one.totalMinor);
    if (order === undefined) return;
    const amountMinor = random.chance(0.7)
      ? Math.max(0, order.totalMinor - order.paidMinor)
      : random.integer(0, 9_000);
    const kind = random.pick(['authorised', 'authorised', 'captured', 'captured', 'failed']);
    life.submit('record_payment', {
      orderId: order.id,
      kind,
      amountMinor,
      reference: random.chance(0.85) ? life.newName('P') : 'P',
      tender: random.pick(['card', 'wallet', 'transfer']),
      ...(kind === 'authorised' && random.chance(0.3)
        ? { expiresAt: instantToText(life.now + random.integer(1, 96) * HOUR_MS) }
        : {}),
      ...(random.chance(0.2) ? { occurredAt: instantToText(life.now - 5 * MINUTE_MS) } : {}),
    });
  },
  capture(life, random) {
    const isAuthorised = ({ payments }: OrderRecord) =>
      payments.some(({ kind }) => kind === 'authorised');
    const order = choose(random, life.orders().filter(isAuthorised), isAny);
    const authorisation = order?.payments.find(({ kind }) => kind === 'authorised');
    if (order === undefined || authorisation === undefined) return;
    const { reference, amountMinor } = authorisation;
    life.submit('record_payment', {
      orderId: order.id,
      kind: random.pick(['captured', 'captured', 'voided', 'expired']),
      amountMinor: random.chance(0.6) ? amountMinor : random.integer(0, amountMinor),
      ...(random.chance(0.5)
        ? { reference }
        : { reference: life.newName('C'), authorisation: reference }),
    });
  },
  give_back_money(life, random) {
    const isPaid = ({ payments }: OrderRecord) => payments.some(({ kind }) => kind === 'captured');
    const order = choose(random, life.orders().filter(isPaid), isAny);
    const capture = order?.payments.findLast(({ kind }) => kind === 'captured');
    if (order === undefined || capture === undefined) return;
    life.submit('record_payment', {
      orderId: order.id,
      kind: random.pick(['refunded', 'refunded', 'chargeback']),
      amountMinor: random.chance(0.5)
        ? capture.amountMinor
        : random.integer(0, capture.amountMinor),
      reference: life.newName('G'),
      ...(random.chance(0.6) ? { capture: capture.reference } : {}),
    });
  },
  provider_answers(life, random) {
    const asked = life
      .orders()
      .flatMap((order) =>
        (order.details.paymentOperations ?? []).map((operation) => ({ order, operation })),
      );
    const chosen = choose(random, asked, ({ operation }) => operation.state === 'requested');
    if (chosen === undefined) return;
    const { order, operation } = chosen;
    if (operation.state === 'failed') {
      const outcome = random.pick(['again', 'again', 'drop']);
      life.submit('retry_payment', { orderId: order.id, operation: operation.id, outcome });
      return;
    }
    const isDone = random.chance(0.85);
    life.submit('record_payment', {
      orderId: order.id,
      kind: isDone ? FACT_OF_OPERATION[operation.kind] : 'failed',
      amountMinor: operation.amountMinor,
      reference: `${operation.id}.${operation.attempt}`,
      tender: operation.tender,
      operation: operation.id,
      ...(operation.kind === 'refund'
        ? { capture: operation.of }
        : { authorisation: operation.of }),
      ...(operation.kind === 'authorise' && random.chance(0.5)
        ? { expiresAt: instantToText(life.now + 48 * HOUR_MS) }
        : {}),
    });
  },
  refund_by_person(life, random) {
    const order = choose(random, life.orders(), (one) => one.paidMinor > one.totalMinor);
    if (order === undefined) return;
    life.submit('refund_order', {
      orderId: order.id,
      reason: 'paid too much',
      ...(random.chance(0.4) ? { amountMinor: random.integer(1, 3_000) } : {}),
    });
  },
  appease(life, random) {
    const order = choose(random, life.orders(), isAny);
    if (order === undefined) return;
    life.submit('appease_order', {
      orderId: order.id,
      amountMinor: random.chance(0.2)
        ? Math.max(1, order.totalMinor)
        : random.integer(1, Math.max(1, Math.floor(order.totalMinor / 2))),
      reason: 'came late',
      reference: random.chance(0.8) ? life.newName('A') : 'A',
    });
  },
  release(life, random) {
    const order = choose(random, life.orders(), ({ state }) => state === 'sourced');
    if (order === undefined) return;
    life.submit('release_order', { orderId: order.id });
  },
  source_waiting(life, random) {
    const order = choose(random, life.orders(), ({ waiting }) => waiting.length > 0);
    if (order !== undefined) life.submit('source_order', { orderId: order.id });
  },
} as const satisfies Partial<Record<StepKind, Act>>;

const FACT_OF_OPERATION = {
  authorise: 'authorised',
  capture: 'captured',
  void: 'voided',
  refund: 'refunded',
} as const;
