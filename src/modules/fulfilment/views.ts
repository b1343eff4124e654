import { instantToText, type Instant } from '../../kernel/clock.ts';
import type {
  ChangeRequestView,
  FulfilmentOrderView,
  ManifestView,
  PickListView,
  ShipmentView,
  WaveView,
} from '../../../contracts/fulfilment-answers.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Carton } from './decide-cartons.ts';
import type { Triple } from './fill-box.ts';
import type { FulfilmentOrder, PackedCarton, PickedLot } from './fulfilment-order.ts';
import type { Manifest } from './manifest.ts';
import type { PickList } from './pick-list.ts';
import type { Shipment } from './shipment.ts';
import type { Wave } from './wave.ts';

const textOrNull = (instant: Instant | null) => (instant === null ? null : instantToText(instant));

function sides(millimetres: Triple | null) {
  if (millimetres === null) return null;
  const [length, width, height] = millimetres;
  return { length, width, height };
}

const lotView = ({ lot, serials, quantity }: PickedLot) => ({
  lot,
  serials: [...serials],
  quantity,
});

const cartonView = ({ box, because, lines, weightGrams, costMinor, outerMillimetres }: Carton) => ({
  box,
  because,
  weightGrams,
  costMinor,
  outerMillimetres: sides(outerMillimetres),
  lines: [...lines],
});

const packedView = ({ number, sscc, box, weightGrams, outerMillimetres, lines }: PackedCarton) => ({
  number,
  sscc,
  box,
  weightGrams,
  outerMillimetres: sides(outerMillimetres),
  lines: [...lines],
});

/** A fulfilment order as callers see it. */
export function fulfilmentOrderView(order: FulfilmentOrder): FulfilmentOrderView {
  return {
    id: order.id,
    version: order.version,
    orderId: String(order.orderId),
    location: order.location,
    state: order.state,
    priority: order.priority,
    service: order.service,
    shipBy: instantToText(order.shipBy),
    deliverBy: instantToText(order.deliverBy),
    wave: order.waveId,
    lines: order.lines.map(({ skuId: _skuId, lots, ...line }) => ({
      ...line,
      ...(lots === undefined ? {} : { lots: lots.map(lotView) }),
    })),
    cartons: order.cartons?.map(cartonView) ?? null,
    parcels: order.parcels?.map(packedView) ?? null,
    releasedAt: instantToText(order.releasedAt),
    stateSince: instantToText(order.stateSince),
  };
}

/** A wave as callers see it. */
export function waveView(wave: Wave): WaveView {
  return {
    id: wave.id,
    version: wave.version,
    location: wave.location,
    state: wave.state,
    collectionAt: instantToText(wave.collectionAt),
    orders: wave.orders,
    units: wave.units,
    lineCount: wave.lines,
    weightGrams: wave.weightGrams,
    pickListsOpen: wave.pickListsOpen,
    plannedAt: instantToText(wave.plannedAt),
    stateSince: instantToText(wave.stateSince),
  };
}

/** A pick list as callers see it. */
export function pickListView(list: PickList): PickListView {
  return {
    id: list.id,
    version: list.version,
    wave: list.waveId,
    location: list.location,
    state: list.state,
    picker: list.picker,
    lines: list.lines.map((line) => ({
      number: line.number,
      slot: line.slot,
      aisle: line.aisle,
      sku: line.sku,
      wanted: line.wanted.map((units) => ({ ...units })),
      ...(line.lots === undefined ? {} : { lots: [...line.lots] }),
    })),
    lengthMillimetres: list.lengthMillimetres,
    slotOrderLengthMillimetres: list.slotOrderLengthMillimetres,
    releasedAt: instantToText(list.releasedAt),
    stateSince: instantToText(list.stateSince),
  };
}

/** A shipment as callers see it. */
export function shipmentView(shipment: Shipment): ShipmentView {
  return {
    id: shipment.id,
    version: shipment.version,
    fulfilmentOrder: shipment.fulfilmentOrderId,
    orderId: String(shipment.orderId),
    location: shipment.location,
    state: shipment.state,
    carrier: shipment.carrier,
    service: shipment.service,
    trackingNumber: shipment.trackingNumber,
    carrierReference: shipment.carrierReference,
    costMinor: shipment.costMinor,
    currency: shipment.currency,
    shipFrom: shipment.shipFrom,
    shipTo: shipment.shipTo,
    parcels: shipment.parcels.map((parcel) => ({
      number: parcel.number,
      sscc: parcel.sscc,
      trackingNumber: parcel.trackingNumber,
      box: parcel.box,
      weightGrams: parcel.weightGrams,
      outerMillimetres: sides(parcel.outerMillimetres),
      lines: parcel.lines.map(({ lots, ...line }) => ({
        ...line,
        ...(lots === undefined ? {} : { lots: lots.map(lotView) }),
      })),
    })),
    manifest: shipment.manifestId,
    deliverBy: instantToText(shipment.deliverBy),
    tracking: shipment.tracking.map((event) => ({
      ...event,
      occurredAt: instantToText(event.occurredAt),
    })),
    proofOfDelivery: shipment.proofOfDelivery,
    bookedAt: instantToText(shipment.bookedAt),
    shippedAt: textOrNull(shipment.shippedAt),
    deliveredAt: textOrNull(shipment.deliveredAt),
    stateSince: instantToText(shipment.stateSince),
  };
}

/** A manifest as callers see it. */
export function manifestView(manifest: Manifest): ManifestView {
  return {
    id: manifest.id,
    version: manifest.version,
    location: manifest.location,
    carrier: manifest.carrier,
    day: manifest.day,
    state: manifest.state,
    shipmentCount: manifest.shipments,
    parcelCount: manifest.parcels,
    weightGrams: manifest.weightGrams,
    costMinor: manifest.costMinor,
    currency: manifest.currency,
    openedAt: instantToText(manifest.openedAt),
    closedAt: textOrNull(manifest.closedAt),
    carrierReference: manifest.carrierReference,
  };
}

/** A request as callers see it. */
export function changeRequestView(request: ChangeRequest): ChangeRequestView {
  return {
    id: request.id,
    version: request.version,
    group: request.groupId,
    orderId: String(request.orderId),
    fulfilmentOrder: request.fulfilmentOrderId,
    location: request.location,
    kind: request.kind,
    state: request.state,
    lines: [...request.lines],
    shipTo: request.shipTo,
    reason: request.reason,
    askedBy: request.askedBy,
    askedAt: instantToText(request.askedAt),
    answer: request.answer,
    answeredBy: request.answeredBy,
    answeredAt: textOrNull(request.answeredAt),
  };
}
