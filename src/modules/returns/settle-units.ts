import { takeDecision, type Command } from '../../hub/index.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import {
  addCredit,
  changeOrder,
  channelOf,
  childrenOf,
  costOfGoods,
  leftToGiveBack,
  type OrderChange,
  type OrderRecord,
} from '../orders/index.ts';
import { refundDecision, type RefundInput } from './decide-refund.ts';
import type { ExchangeDue } from './place-exchange.ts';
import type { ReturnRecord } from './return-record.ts';
import type { ReturnsWorld } from './returns-world.ts';

/** Units of a return that are settled now. */
export interface SettledUnits {
  readonly lineNumber: number;
  readonly quantity: number;
  readonly deductionMinor: number;
}

const CHARGES = 'charges';

/**
 * Credits units of a return to their order, in the same change that `draft` makes of it, and answers the
 * return with what was credited. The decision stands with the event of the order.
 */
export function settleUnits(
  world: ReturnsWorld,
  command: Command,
  order: OrderRecord,
  record: ReturnRecord,
  units: readonly SettledUnits[],
  change: Pick<OrderChange, 'draft' | 'eventType' | 'eventFacts'>,
): ReturnRecord {
  const refunded = units.filter(({ lineNumber }) => resolutionOf(record, lineNumber) === 'refund');
  const exchanged = units.filter((each) => !refunded.includes(each));
  const input = refundInput(world, order, record, refunded, change.draft.lines);
  const { choice, record: decision } = takeDecision(refundDecision, input);
  let draft = change.draft;
  const step = record.version;
  if (choice.totalMinor > 0) {
    draft = addCredit(draft, {
      reference: `${record.id}/${step}`,
      kind: 'return',
      amountMinor: choice.totalMinor,
      creditedAt: command.receivedAt,
    });
  }
  if (choice.chargesMinor !== 0) {
    // Told by an amount of nothing, so that the charges go back once.
    draft = addCredit(draft, {
      reference: CHARGES,
      kind: 'charge',
      amountMinor: 0,
      creditedAt: command.receivedAt,
    });
  }
  const due =
    exchanged.length === 0
      ? null
      : decideExchange(world, order, record, exchanged, choice.totalMinor);
  if (due !== null) {
    const exchangedMinor = (draft.details.exchangedMinor ?? 0) + due.exchange.creditMinor;
    draft = { ...draft, details: { ...draft.details, exchangedMinor } };
  }
  changeOrder(world, command, order, {
    ...change,
    draft,
    eventFacts: { ...change.eventFacts, returnId: record.id, creditedMinor: choice.totalMinor },
    ...(refunded.length === 0 ? {} : { decision }),
  });
  if (due !== null) {
    world.unit.emit({
      type: 'return.exchange_due',
      subject: `return/${record.id}`,
      orderId: order.id,
      occurredAt: command.receivedAt,
      data: JSON.stringify(due.exchange),
      decision: due.decision,
    });
  }
  const creditOf = new Map(choice.lines.map((line) => [line.lineNumber, line.creditMinor]));
  return {
    ...record,
    lines: record.lines.map((line) => ({
      ...line,
      settledQuantity:
        line.settledQuantity +
        units
          .filter(({ lineNumber }) => lineNumber === line.lineNumber)
          .reduce((sum, { quantity }) => sum + quantity, 0),
      creditedMinor: line.creditedMinor + (creditOf.get(line.lineNumber) ?? 0),
    })),
  };
}

/**
 * What is to be sent instead of goods that were accepted: the same worth of the SKU that was asked for, at
 * most what the order has left beside the credit of this step. A fee is taken of nobody who takes other goods.
 */
function decideExchange(
  world: ReturnsWorld,
  order: OrderRecord,
  record: ReturnRecord,
  units: readonly SettledUnits[],
  creditedMinor: MinorUnits,
): { readonly exchange: ExchangeDue; readonly decision: string } {
  const whole = refundInput(world, order, record, units, []);
  const input = { ...whole, leftMinor: whole.leftMinor - creditedMinor };
  const rules = { ...input.rules, restockingFeePermille: 0, refundCharges: 'never' as const };
  const { choice, record: decision } = takeDecision(refundDecision, { ...input, rules });
  const lines = choice.lines.map(({ lineNumber, creditMinor }) => {
    const line = record.lines.find((candidate) => candidate.lineNumber === lineNumber);
    const quantity = units
      .filter((each) => each.lineNumber === lineNumber)
      .reduce((sum, each) => sum + each.quantity, 0);
    const unitPriceMinor = Math.ceil(creditMinor / quantity);
    return {
      sku: line?.exchangeSku ?? line?.sku ?? '',
      quantity,
      unitPriceMinor,
      discountMinor: unitPriceMinor * quantity - creditMinor,
    };
  });
  return {
    exchange: {
      orderId: order.id,
      channel: channelOf(world, order).code,
      returnId: record.id,
      externalId: `${record.id}/${record.version}`,
      lines,
      creditMinor: choice.totalMinor,
    },
    decision,
  };
}

function resolutionOf(record: ReturnRecord, lineNumber: number) {
  return record.lines.find((line) => line.lineNumber === lineNumber)?.resolution;
}

function refundInput(
  world: ReturnsWorld,
  order: OrderRecord,
  record: ReturnRecord,
  units: readonly SettledUnits[],
  linesAfter: OrderRecord['lines'],
): RefundInput {
  const settledOf = (lineNumber: number) =>
    world.returns
      .findBy('order_id', order.id)
      .flatMap(({ lines }) => lines)
      .filter((line) => line.lineNumber === lineNumber)
      .reduce((sum, { settledQuantity }) => sum + settledQuantity, 0);
  const byLine = Map.groupBy(units, ({ lineNumber }) => lineNumber);
  return {
    lines: [...byLine].map(([lineNumber, items]) => {
      const line = order.lines.find((candidate) => candidate.lineNumber === lineNumber);
      const returned = record.lines.find((candidate) => candidate.lineNumber === lineNumber);
      return {
        lineNumber,
        quantity: items.reduce((sum, item) => sum + item.quantity, 0),
        reason: returned?.reason ?? 'other',
        lineTotalMinor: costOfGoods(order, lineNumber),
        orderedQuantity: line?.quantity ?? 0,
        creditedQuantity: settledOf(lineNumber),
        deductionMinor: items.reduce((sum, item) => sum + item.deductionMinor, 0),
      };
    }),
    chargesMinor: order.chargesMinor,
    isEverythingBack: linesAfter.every(
      ({ lineNumber, returnedQuantity, quantity }) =>
        returnedQuantity === quantity || childrenOf(order.details, lineNumber).length > 0,
    ),
    areChargesCredited: (order.details.credits ?? []).some(
      ({ reference }) => reference === CHARGES,
    ),
    rules: world.rulesInForce,
    leftMinor: leftToGiveBack(order),
  };
}
