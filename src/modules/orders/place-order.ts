import { instantFromText, type Instant } from '../../kernel/clock.ts';
import { moneyToText, type MinorUnits } from '../../kernel/money.ts';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { PlaceOrder } from '../../../contracts/orders.ts';
import { moveExposure } from './accounts.ts';
import { explodeBundles, linesWithStock, type Exploded } from './bundles.ts';
import type { Channel } from './channels.ts';
import { channelOf, requestPayments } from './change-order.ts';
import { spendGiftCards, type GiftCardsSpent, type OrderToPlace } from './gift-cards.ts';
import { moveOrderStock, NOTHING_HELD } from './move-order-stock.ts';
import { servedFrom, termsOfKind, withKindDates } from './order-kinds.ts';
import {
  leftToGiveBack,
  type OrderDetails,
  type OrderLine,
  type OrderRecord,
  type Payment,
  type OrderDraft,
} from './order-record.ts';
import { placedOrderView, namesOf } from './order-view.ts';
import { isExact, totalsOf, type Totals } from './order-totals.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
import { balanceOf } from './payment-balance.ts';
import { planOrder } from './plan-order.ts';
import { paymentOf } from './record-payment.ts';
import type { Priced } from './price-order.ts';
import { milestonesReached, settleOrder } from './settle-order.ts';

/** place_order: takes an order in, sources it and reserves or allocates its stock, all at once. */
export function placeOrderHandler(sources: OrderSources): CommandHandler<OrderToPlace> {
  return {
    kind: 'place_order',
    mayFollow: true,
    need({ body }, unit) {
      unit.facts(sources.orders).needTwin(body.channel, body.externalId);
      const catalogue = unit.facts(sources.catalogue);
      const stock = unit.facts(sources.stock);
      for (const { sku } of body.lines) {
        catalogue.needSkuCode(sku);
        stock.needSkuCode(sku);
      }
      for (const { codeHash } of body.giftCards ?? []) {
        unit.facts(sources.giftCards).needBy('code_hash', codeHash);
      }
      if (body.account !== undefined) unit.facts(sources.accounts).need(body.account);
    },
    decide: (command, unit) => placeOrder(command, worldOf(sources, unit)),
  };
}

/** Takes an order in; `exchange` names the return whose goods it replaces. */
function placeOrder(
  command: Command<OrderToPlace>,
  world: OrderWorld,
  exchange: NonNullable<OrderDetails['exchangeFor']> | null = null,
): Outcome {
  const { body } = command;
  const channel = world.channels.channel(body.channel);
  if (channel === undefined) {
    return refuse('unknown_reference', `There is no channel ${body.channel}.`, {
      field: 'channel',
    });
  }
  const twin = world.orders.twin(channel.id, body.externalId);
  if (twin !== undefined) {
    return twin.requestHash.equals(command.requestHash)
      ? { kind: 'accepted', status: 201, body: twin.reply, repeated: true }
      : refuse(
          'external_id_reused',
          `Order ${twin.orderId} has external id ${body.externalId} with another body.`,
          {
            orderId: String(twin.orderId),
          },
        );
  }
  const asked = linesOf(body, world);
  if (!Array.isArray(asked)) return asked;
  const charges = body.charges ?? [];
  const first = sumOf({ lines: asked, charges }, world);
  if ('code' in first) return first;
  const wrong = checkOrder(body, channel, first.totals.totalMinor) ?? checkPayments(body);
  if (wrong !== null) return wrong;

  const bare = bareDraft(command, world, channel, { lines: asked, charges }, first.totals);
  // What is sent instead of goods that came back was priced and judged when they were ordered.
  const placing = exchange === null ? world.points.placing(command, world) : null;
  const priced = placing === null ? { lines: asked, charges } : placing.price(bare);
  const summed = placing === null ? first : sumOf(priced, world);
  if ('code' in summed) return summed;
  const { totals, lines, bundles } = summed;
  const bundleDetails = bundles.length === 0 ? {} : { bundles };
  const terms =
    exchange === null
      ? termsOfKind(command, body, world, { channel, totalMinor: totals.totalMinor })
      : { details: { kind: 'exchange' as const, exchangeFor: exchange }, holds: [] };
  if ('code' in terms) return terms;

  const { id, placedAt } = bare;
  const toPlan = { ...bare, ...totals, lines, details: { ...bare.details, ...terms.details } };
  const planning = world.points.planning(command, world, toPlan);
  const split = sentWhole(asked, bundles, world) ? 'never' : bare.details.split;
  const plan = planOrder(world, {
    decidedAt: command.receivedAt,
    channel,
    shipTo: body.shipTo,
    wantedBy: bare.wantedBy,
    placedAt,
    split,
    backorder: bare.details.backorder,
    lines: linesWithStock(lines, bundleDetails),
    servedFrom: servedFrom(terms.details, world),
    planning,
  });
  if (plan.kind === 'refused') return plan;

  const told = paymentsWith(body, placedAt);
  const spent =
    body.giftCards === undefined ? null : spendOf(world, command, body, { told, totals, placedAt });
  if (spent !== null && 'kind' in spent) return spent;
  const payments = spent === null ? told : [...spent.payments, ...told];

  const whole = withKindDates(
    {
      ...bare,
      ...totals,
      promisedAt: plan.promisedAt,
      details: {
        ...bare.details,
        charges: priced.charges,
        split,
        ...bundleDetails,
        ...terms.details,
      },
      shipments: plan.shipments,
      holds: terms.holds,
      lines,
      payments,
      waiting: plan.waiting,
    },
    command.receivedAt,
  );
  const draft = placing === null ? whole : placing.validate(whole);
  if ('code' in draft) return draft;
  const order = settleOrder(draft, { channel, isCancelled: false });
  const reply = JSON.stringify(
    placedOrderView(
      order,
      namesOf(world.catalogue, () => channel.code),
      milestonesReached(null, order),
    ),
  );
  const eventId = world.unit.emit({
    type: 'order.placed',
    subject: `order/${id}`,
    orderId: id,
    occurredAt: placedAt,
    data: reply,
    decision: plan.decision,
  });
  moveOrderStock(world, NOTHING_HELD, order, {
    orderId: id,
    channel: channel.code,
    eventId,
    recordedAt: command.receivedAt,
    isExpiry: false,
    shipped: [],
  });
  world.orders.place(order);
  for (const payment of payments) world.orders.addPayment(id, payment, command.receivedAt);
  for (const card of spent?.cards ?? []) world.giftCards.change(card);
  moveExposure(world, null, order);
  world.orders.keepTwin(channel.id, body.externalId, {
    orderId: id,
    requestHash: command.requestHash,
    reply,
  });
  if (channel.payments?.capture === 'on_placement' && payments.length > 0) {
    requestPayments(world, command, order, channel);
  }
  placing?.placed(order);
  planning?.kept();
  return { kind: 'accepted', status: 201, body: reply };
}

/** Lines with those of components, and what they come to; or why they cannot be. */
function sumOf(
  { lines, charges }: Priced,
  { catalogue }: OrderWorld,
): (Exploded & { readonly totals: Totals }) | Refusal {
  const exploded = explodeBundles(lines, catalogue, lines.length);
  if ('code' in exploded) return exploded;
  const totals = totalsOf(exploded.lines, charges);
  return isExact(totals) ? { ...exploded, totals } : refuseInexact();
}

/** What of a preorder its channel says, not its customer. */
const NO_TERMS = { finalPaymentDays: 0, unpaidDeposit: 'refunded' } as const;

/** The order as it is asked for, before anything is planned, priced or paid. */
function bareDraft(
  { body, receivedAt, requestHash }: Command<OrderToPlace>,
  world: OrderWorld,
  channel: Channel,
  { lines, charges }: Priced,
  totals: Totals,
): OrderDraft {
  const { kind = 'standard' } = body;
  return {
    id: world.orders.newOrderId(),
    channelId: channel.id,
    externalId: body.externalId,
    requestHash,
    version: 1,
    currency: body.currency,
    ...totals,
    priority: body.priority ?? 5,
    placedAt: instantOr(body.placedAt, receivedAt),
    recordedAt: receivedAt,
    wantedBy: body.wantedBy === undefined ? null : instantOr(body.wantedBy, receivedAt),
    promisedAt: null,
    customer: body.customer,
    shipTo: body.shipTo,
    details: {
      charges,
      attributes: body.attributes ?? {},
      customFields: body.customFields ?? {},
      note: body.note ?? null,
      unpaidSince: receivedAt,
      split: body.split ?? channel.split,
      backorder: body.backorder ?? channel.backorder,
      ...(kind === 'standard' ? {} : { kind }),
      ...(kind === 'preorder' && body.depositMinor !== undefined
        ? { preorder: { ...NO_TERMS, depositMinor: body.depositMinor } }
        : {}),
    },
    shipments: [],
    holds: [],
    lines,
    payments: [],
    waiting: [],
  };
}

/** True when a kit that is sent whole is among the lines. */
function sentWhole(
  lines: readonly OrderLine[],
  bundles: Exploded['bundles'],
  { catalogue }: OrderWorld,
): boolean {
  return (
    bundles.length > 0 &&
    lines.some(({ skuId }) => catalogue.skuById(skuId).components?.shipsTogether === true)
  );
}

/** What the returns room says of an exchange. */
export interface Exchange {
  /** Unique within the channel: a repeated exchange answers the order that it has placed. */
  readonly externalId: string;
  readonly returnId: string;
  /** What is sent instead. */
  readonly lines: PlaceOrder['lines'];
  /** What the goods that come back are worth against it, in minor units. */
  readonly creditMinor: MinorUnits;
}

/** Names what `placeExchange` will read; called as the command that exchanges names its facts. */
export function needExchange(
  sources: OrderSources,
  unit: UnitOfWork,
  { channel, externalId, skus }: { channel: string; externalId: string; skus: readonly string[] },
): void {
  unit.facts(sources.orders).needTwin(channel, externalId);
  for (const sku of skus) {
    unit.facts(sources.catalogue).needSkuCode(sku);
    unit.facts(sources.stock).needSkuCode(sku);
  }
}

/**
 * Places the order that replaces goods of `original`: to the same customer and address, paid by credit.
 * What it costs beyond the credit is asked of the customer like any payment. The same external id again
 * answers the order that was placed first. Refused when the original has no longer what the goods were worth.
 */
export function placeExchange(
  command: Command,
  world: OrderWorld,
  original: OrderRecord,
  { externalId, returnId, lines, creditMinor }: Exchange,
): Outcome {
  const channel = channelOf(world, original);
  const known = world.orders.twin(channel.id, externalId);
  if (known !== undefined) {
    return { kind: 'accepted', status: 201, body: known.reply, repeated: true };
  }
  const missingMinor = -leftToGiveBack(original);
  if (missingMinor > 0) {
    return refuse(
      'too_much_credit',
      `Order ${original.id} was made smaller meanwhile: of the worth of its exchanges ${missingMinor} are not left.`,
      { orderId: String(original.id), missingMinor },
    );
  }
  const body: OrderToPlace = {
    channel: channel.code,
    externalId,
    currency: original.currency,
    customer: original.customer,
    shipTo: original.shipTo,
    lines: [...lines],
    payments:
      creditMinor > 0
        ? [
            {
              kind: 'captured',
              amountMinor: creditMinor,
              reference: `exchange/${returnId}`,
              tender: 'credit',
            },
          ]
        : [],
  };
  return placeOrder({ ...command, body }, world, { orderId: original.id, returnId });
}

/** What the order takes of its gift cards, once what comes by other tenders is known. */
function spendOf(
  world: OrderWorld,
  command: Command<OrderToPlace>,
  body: OrderToPlace,
  {
    told,
    totals,
    placedAt,
  }: {
    readonly told: readonly Payment[];
    readonly totals: Totals;
    readonly placedAt: Instant;
  },
): GiftCardsSpent | Refusal {
  const { paidMinor, openMinor } = balanceOf(told);
  return spendGiftCards(world, body, {
    openMinor: totals.totalMinor - paidMinor - openMinor,
    now: command.receivedAt,
    occurredAt: placedAt,
  });
}

/** A refusal when the payments that come with an order name one fact twice. */
function checkPayments({ payment, payments }: OrderToPlace): Refusal | null {
  if (payments === undefined) return null;
  const seen = new Set(payment === undefined ? [] : [`${payment.kind} ${payment.reference}`]);
  for (const { kind, reference } of payments) {
    const name = `${kind} ${reference}`;
    if (seen.has(name)) {
      return refuse('invalid_request', `Payment ${reference} (${kind}) is named twice.`, {
        field: 'payments',
      });
    }
    seen.add(name);
  }
  return null;
}

/** The payments that come with an order, as they are kept. */
function paymentsWith({ payment, payments = [] }: OrderToPlace, placedAt: Instant): Payment[] {
  const told = payment === undefined ? payments : [payment, ...payments];
  return told.map((one) => paymentOf(one, placedAt));
}

/** The lines of a new order, or a refusal that names every SKU we do not know. */
export function linesOf(
  body: { readonly lines: PlaceOrder['lines'] },
  world: Pick<OrderWorld, 'catalogue'>,
  firstLineNumber = 1,
): OrderLine[] | Refusal {
  const unknown: string[] = [];
  const lines: OrderLine[] = [];
  for (const [index, line] of body.lines.entries()) {
    const sku = world.catalogue.sku(line.sku);
    if (sku === undefined) {
      unknown.push(line.sku);
      continue;
    }
    lines.push({
      lineNumber: firstLineNumber + index,
      skuId: sku.id,
      quantity: line.quantity,
      cancelledQuantity: 0,
      shippedQuantity: 0,
      deliveredQuantity: 0,
      returnedQuantity: 0,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor ?? 0,
      taxMinor: line.taxMinor ?? 0,
      attributes: line.attributes ?? null,
    });
  }
  if (unknown.length === 0) return lines;
  return refuse('unknown_reference', `There is no SKU ${[...new Set(unknown)].join(', ')}.`, {
    field: 'lines',
    skus: [...new Set(unknown)],
  });
}

/** The refusal of amounts so large that sums of them would not be exact. */
export function refuseInexact(): Refusal {
  return refuse(
    'invalid_request',
    'The lines make an amount that is too large to be kept exactly.',
    { field: 'lines' },
  );
}

/** What can be wrong with an order whose references are right. */
function checkOrder(body: OrderToPlace, channel: Channel, totalMinor: number): Refusal | null {
  if (body.currency !== channel.currency) {
    return refuse(
      'invalid_settings',
      `Channel ${channel.code} sells in ${channel.currency}, not in ${body.currency}.`,
      {
        field: 'currency',
      },
    );
  }
  if (totalMinor < 0 || (body.totalMinor !== undefined && body.totalMinor !== totalMinor)) {
    const given =
      body.totalMinor === undefined ? 'not negative' : moneyToText(body.totalMinor, body.currency);
    return refuse(
      'total_mismatch',
      `The lines and charges make ${moneyToText(totalMinor, body.currency)}; expected ${given}.`,
      {
        field: 'totalMinor',
        totalMinor,
      },
    );
  }
  return checkCustomFields(body.customFields, channel);
}

/** A refusal when custom fields do not fit the schema of the channel. */
export function checkCustomFields(
  fields: PlaceOrder['customFields'],
  channel: Channel,
): Refusal | null {
  const { validateCustomFields } = channel;
  if (validateCustomFields === null) {
    if (fields === undefined || Object.keys(fields).length === 0) return null;
    return refuse(
      'invalid_custom_fields',
      `Channel ${channel.code} takes no custom fields: it has no schema for them.`,
      {
        field: 'customFields',
      },
    );
  }
  if (validateCustomFields(fields ?? {})) return null;
  const errors = (validateCustomFields.errors ?? []).map(
    ({ instancePath, message }) => `customFields${instancePath} ${message}`,
  );
  return refuse('invalid_custom_fields', `${errors.join('; ')}.`, { errors });
}

/** The contract has checked the text by then; a moment beyond what Date knows falls back. */
function instantOr(text: string | undefined, fallback: Instant): Instant {
  return text === undefined ? fallback : (instantFromText(text) ?? fallback);
}
