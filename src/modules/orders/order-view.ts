import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { Order, PlacedOrder } from '../../../contracts/orders.ts';
import type { CatalogueFacts } from '../inventory/index.ts';
import type { Milestone } from './order-states.ts';
import { finalPaymentDue } from './order-kinds.ts';
import { creditedOf, type OrderRecord, type StoredShipment } from './order-record.ts';

/** Codes for the internal numbers that an order carries. */
export interface Names {
  readonly channelCode: (channelId: number) => string;
  readonly skuCode: (skuId: number) => string;
  readonly locationCode: (locationId: number) => string;
}

/** Names from the facts of a batch. */
export function namesOf(
  catalogue: CatalogueFacts,
  channelCode: (channelId: number) => string,
): Names {
  return {
    channelCode,
    skuCode: (skuId) => catalogue.skuById(skuId).code,
    locationCode: (locationId) => catalogue.locationById(locationId).code,
  };
}

const textOrNull = (instant: Instant | null) => (instant === null ? null : instantToText(instant));

function shipmentView(
  orderId: number,
  shipment: StoredShipment,
  names: Names,
): Order['shipments'][number] {
  const { release } = shipment;
  return {
    location: names.locationCode(shipment.locationId),
    service: shipment.service,
    lines: shipment.lines.map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
    ...(release === undefined
      ? {}
      : { fulfilmentOrder: `${orderId}-${release.number}`, stage: release.stage }),
    ...(shipment.waitsFor === null ? {} : { waitsFor: shipment.waitsFor }),
    ...(shipment.waitsUntil === null ? {} : { waitsUntil: instantToText(shipment.waitsUntil) }),
    shipAt: instantToText(shipment.shipAt),
    deliverFrom: instantToText(shipment.deliverFrom),
    deliverBy: instantToText(shipment.deliverBy),
    costMinor: shipment.costMinor,
    carbonGrams: shipment.carbonGrams,
  };
}

/** The line of the bundle that a line is a component of, when it is one. */
function bundleOf(
  { details: { bundles } }: OrderRecord,
  lineNumber: number,
): { readonly bundleLine?: number } {
  if (bundles === undefined) return {};
  const parent = bundles.find(({ children }) =>
    children.some((child) => child.lineNumber === lineNumber),
  );
  return parent === undefined ? {} : { bundleLine: parent.lineNumber };
}

/** What events and answers say of an order: all but the customer's own data. */
export function placedOrderView(
  order: OrderRecord,
  names: Names,
  milestones: readonly Milestone[],
): PlacedOrder {
  return {
    id: String(order.id),
    channel: names.channelCode(order.channelId),
    externalId: order.externalId,
    ...(order.details.kind === undefined ? {} : { kind: order.details.kind }),
    state: order.state,
    paymentState: order.paymentState,
    stockState: order.stockState,
    version: order.version,
    currency: order.currency,
    totals: {
      goodsMinor: order.goodsMinor,
      discountMinor: order.discountMinor,
      taxMinor: order.taxMinor,
      chargesMinor: order.chargesMinor,
      totalMinor: order.totalMinor,
      paidMinor: order.paidMinor,
      ...(order.details.credits === undefined ? {} : { creditedMinor: creditedOf(order.details) }),
    },
    priority: order.priority,
    placedAt: instantToText(order.placedAt),
    promisedAt: textOrNull(order.promisedAt),
    nextDeadlineAt: textOrNull(order.nextDeadlineAt),
    milestones: [...milestones],
    lines: order.lines.map((line) => ({
      lineNumber: line.lineNumber,
      sku: names.skuCode(line.skuId),
      quantity: line.quantity,
      ...bundleOf(order, line.lineNumber),
    })),
    shipments: order.shipments.map((shipment) => shipmentView(order.id, shipment, names)),
  };
}

/** What an order of another kind than standard has beside an ordinary one. */
function kindView({ details }: OrderRecord): Partial<Order> {
  const { business, preorder, exchangeFor } = details;
  if (details.kind === undefined) return {};
  const finalDue = finalPaymentDue(details);
  return {
    ...(business === undefined ? {} : { account: business.account }),
    ...(business?.purchaseOrderNumber === undefined
      ? {}
      : { purchaseOrderNumber: business.purchaseOrderNumber }),
    ...(business?.invoiceDueAt === undefined
      ? {}
      : { invoiceDueAt: instantToText(business.invoiceDueAt) }),
    ...(preorder === undefined ? {} : { depositMinor: preorder.depositMinor }),
    ...(finalDue === null ? {} : { finalPaymentDueAt: instantToText(finalDue) }),
    ...(exchangeFor === undefined
      ? {}
      : { exchangeFor: { ...exchangeFor, orderId: String(exchangeFor.orderId) } }),
  };
}

/** The whole order, for those who may see all of it. */
export function orderView(order: OrderRecord, names: Names): Order {
  const { milestones: _milestones, ...placed } = placedOrderView(order, names, []);
  return {
    ...placed,
    ...kindView(order),
    wantedBy: textOrNull(order.wantedBy),
    customer: order.customer,
    shipTo: order.shipTo,
    lines: order.lines.map((line) => ({
      lineNumber: line.lineNumber,
      sku: names.skuCode(line.skuId),
      quantity: line.quantity,
      cancelledQuantity: line.cancelledQuantity,
      shippedQuantity: line.shippedQuantity,
      deliveredQuantity: line.deliveredQuantity,
      returnedQuantity: line.returnedQuantity,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor,
      taxMinor: line.taxMinor,
      attributes: line.attributes === null ? null : { ...line.attributes },
      ...bundleOf(order, line.lineNumber),
    })),
    charges: [...order.details.charges],
    attributes: { ...order.details.attributes },
    customFields: { ...order.details.customFields },
    note: order.details.note,
    holds: order.holds.map((hold) => ({
      id: hold.id,
      kind: hold.kind,
      reason: hold.reason,
      owner: hold.owner,
      placedAt: instantToText(hold.placedAt),
      placedBy: hold.placedBy,
      dueAt: textOrNull(hold.dueAt),
      releasedAt: textOrNull(hold.releasedAt),
      releasedBy: hold.releasedBy,
    })),
  };
}
