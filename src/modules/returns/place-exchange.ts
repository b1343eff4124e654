import type { CommandHandler, Outcome } from '../../hub/index.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import {
  addCredit,
  changeOrder,
  leftToGiveBack,
  needExchange,
  noSuchOrder,
  placeExchange,
  type Exchange,
  type OrderRecord,
} from '../orders/index.ts';
import { putReturn } from './change-return.ts';
import { needReturn, noSuchReturn, returnsWorldOf, type ReturnsSources } from './returns-world.ts';

/** Goods that were accepted in exchange, and what is sent for them. */
export interface ExchangeDue extends Exchange {
  readonly orderId: number;
  readonly channel: string;
}

/**
 * place_exchange: the order that replaces goods which came back, paid by their worth. What can not be sent
 * is paid back instead, so that nobody waits for either.
 */
export function placeExchangeHandler(sources: ReturnsSources): CommandHandler<ExchangeDue> {
  return {
    kind: 'place_exchange',
    need({ body }, unit) {
      needReturn(sources, unit, body.returnId);
      const skus = body.lines.map(({ sku }) => sku);
      needExchange(sources.orders, unit, { ...body, skus });
    },
    decide(command, unit): Outcome {
      const { body } = command;
      const world = returnsWorldOf(sources, unit);
      const original = world.orders.order(body.orderId);
      const record = world.returns.find(body.returnId);
      if (original === undefined) return noSuchOrder(body.orderId);
      if (record === undefined) return noSuchReturn(body.returnId);
      // What the same step of the return credits itself has the name of the step alone.
      const reference = `exchange/${body.externalId}`;
      if (original.details.credits?.some((credit) => credit.reference === reference))
        return alreadyCredited(body);
      const placed = placeExchange(command, world, original, body);
      if (placed.kind === 'accepted') {
        const { id } = JSON.parse(placed.body) as { readonly id: string };
        if (!record.exchangeOrderIds.includes(id)) {
          const exchangeOrderIds = [...record.exchangeOrderIds, id];
          putReturn(
            world,
            command,
            record,
            { ...record, exchangeOrderIds },
            { eventType: 'return.exchanged', facts: { exchangeOrderId: id } },
          );
        }
        return placed;
      }
      const draft = withoutExchanged(original, body.creditMinor);
      const creditedMinor = Math.max(0, Math.min(body.creditMinor, leftToGiveBack(draft)));
      return changeOrder(world, command, original, {
        draft: addCredit(draft, {
          reference,
          kind: 'return',
          amountMinor: creditedMinor,
          creditedAt: command.receivedAt,
        }),
        eventType: 'order.exchange_refunded',
        eventFacts: {
          returnId: body.returnId,
          creditedMinor,
          reason: placed.detail,
        },
      });
    },
  };
}

/** What is not sent after all is owed in money. */
function withoutExchanged(order: OrderRecord, amountMinor: MinorUnits): OrderRecord {
  const exchangedMinor = (order.details.exchangedMinor ?? 0) - amountMinor;
  return { ...order, details: { ...order.details, exchangedMinor } };
}

/** Goods that came in since change nothing: what was credited is not sent as well. */
function alreadyCredited({ orderId, returnId, creditMinor }: ExchangeDue): Outcome {
  const body = JSON.stringify({ orderId: String(orderId), returnId, creditedMinor: creditMinor });
  return { kind: 'accepted', status: 200, body, repeated: true };
}
