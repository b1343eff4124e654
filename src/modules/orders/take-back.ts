import { instantFromText, instantToText } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { CancellationLine } from '../../../contracts/orders.ts';
import { decideLineCancellation } from './cancel-order.ts';
import { changeOrder } from './change-order.ts';
import type { OrderRecord } from './order-record.ts';
import { isAmendable } from './order-states.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';

/**
 * take_back: a channel says that goods come back. What has not been released yet is cancelled in the
 * orders that are named; the rest is expected as a return.
 */
export function takeBackHandler(sources: OrderSources): CommandHandler<CancellationLine> {
  return {
    kind: 'take_back',
    need({ body }, unit) {
      const orders = unit.facts(sources.orders);
      orders.needTakeBack(body.channel, body.externalId);
      for (const line of body.lines) {
        unit.facts(sources.catalogue).needSkuCode(line.sku);
        const externalId = line.orderExternalId ?? body.orderExternalId;
        if (externalId !== undefined) orders.needExternalOrder(body.channel, externalId);
      }
    },
    decide: (command, unit) => takeBack(command, worldOf(sources, unit)),
  };
}

interface Moved {
  readonly sku: string;
  readonly quantity: number;
  readonly orderId: string | null;
}

function takeBack(command: Command<CancellationLine>, world: OrderWorld): Outcome {
  const { body } = command;
  const channel = world.channels.channel(body.channel);
  if (channel === undefined) {
    return refuse('unknown_reference', `There is no channel ${body.channel}.`, {
      field: 'channel',
    });
  }
  const known = world.orders.takeBack(channel.id, body.externalId);
  if (known !== undefined) {
    return known.requestHash.equals(command.requestHash)
      ? { kind: 'accepted', status: 200, body: known.reply, repeated: true }
      : refuse(
          'external_id_reused',
          `Goods were taken back under ${body.externalId} with another body.`,
          {},
        );
  }
  const unknown = body.lines
    .filter(({ sku }) => world.catalogue.sku(sku) === undefined)
    .map(({ sku }) => sku);
  if (unknown.length > 0) {
    return refuse('unknown_reference', `There is no SKU ${[...new Set(unknown)].join(', ')}.`, {
      skus: unknown,
    });
  }
  const cancelled: Moved[] = [];
  const expected: Moved[] = [];
  for (const line of body.lines) {
    const order = orderOf(world, channel.id, line.orderExternalId ?? body.orderExternalId);
    const taken = order === undefined ? 0 : cancelOf(world, command, order, line);
    const orderId = order === undefined ? null : String(order.id);
    if (taken > 0) cancelled.push({ sku: line.sku, quantity: taken, orderId });
    if (taken < line.quantity)
      expected.push({ sku: line.sku, quantity: line.quantity - taken, orderId });
  }
  const announcedAt =
    (body.announcedAt === undefined ? null : instantFromText(body.announcedAt)) ??
    command.receivedAt;
  const reply = JSON.stringify({
    channel: body.channel,
    externalId: body.externalId,
    reason: body.reason,
    announcedAt: instantToText(announcedAt),
    cancelled,
    expected,
  });
  const id = world.unit.emit({
    type: expected.length > 0 ? 'return.expected' : 'goods.taken_back',
    subject: `take_back/${body.channel}/${body.externalId}`,
    occurredAt: announcedAt,
    data: reply,
  });
  world.orders.addTakeBack({
    id,
    channelId: channel.id,
    externalId: body.externalId,
    requestHash: command.requestHash,
    reply,
    hasExpected: expected.length > 0,
    announcedAt,
    recordedAt: command.receivedAt,
  });
  return { kind: 'accepted', status: 200, body: reply };
}

function orderOf(
  world: OrderWorld,
  channelId: number,
  externalId: string | undefined,
): OrderRecord | undefined {
  const twin = externalId === undefined ? undefined : world.orders.twin(channelId, externalId);
  return twin === undefined ? undefined : world.orders.order(twin.orderId);
}

/** Cancels what can be cancelled of one SKU in an order; answers how much that was. */
function cancelOf(
  world: OrderWorld,
  command: Command<CancellationLine>,
  order: OrderRecord,
  wanted: CancellationLine['lines'][number],
): number {
  if (!isAmendable(order.state)) return 0;
  const skuId = world.catalogue.sku(wanted.sku)?.id;
  let left = wanted.quantity;
  const lines = order.lines.flatMap((line) => {
    const quantity = line.skuId === skuId ? Math.min(line.quantity, left) : 0;
    left -= quantity;
    return quantity > 0 ? [{ lineNumber: line.lineNumber, quantity }] : [];
  });
  if (lines.length === 0) return 0;
  const decided = decideLineCancellation(order, lines, command.body.reason);
  if (decided.kind === 'refused') return 0;
  changeOrder(world, command, order, decided.change);
  return wanted.quantity - left;
}
