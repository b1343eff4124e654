import Type, { type Static, type TSchema } from 'typebox';
import {
  BoxType,
  FulfilmentState,
  GateName,
  ProofOfDelivery,
  PutCarrierContract,
  PutShippingCompany,
  PutSite,
  ShipmentState,
  TrackingKind,
} from './fulfilment.ts';
import { Address, Code, Currency, MinorUnits, Timestamp } from './shared.ts';

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const LineQuantityView = Type.Object({ lineNumber: Type.Integer(), quantity: Type.Integer() });
const Sides = Nullable(
  Type.Object({ length: Type.Integer(), width: Type.Integer(), height: Type.Integer() }),
);
const Lots = Type.Optional(
  Type.Array(
    Type.Object({
      lot: Nullable(Type.String()),
      serials: Type.Array(Type.String()),
      quantity: Type.Integer(),
    }),
  ),
);

const fulfilmentOrderProperties = {
  id: Type.String({ description: 'Order number and number of the shipment: 100001-2' }),
  version: Type.Integer(),
  orderId: Type.String(),
  location: Code,
  state: FulfilmentState,
  priority: Type.Integer(),
  service: Type.String(),
  shipBy: Timestamp,
  deliverBy: Timestamp,
  wave: Nullable(Type.String()),
  lines: Type.Array(
    Type.Object({
      lineNumber: Type.Integer(),
      sku: Code,
      quantity: Type.Integer(),
      picked: Type.Integer(),
      packed: Type.Integer(),
      shipped: Type.Integer(),
      lots: Lots,
    }),
  ),
  cartons: Nullable(
    Type.Array(
      Type.Object({
        box: Nullable(Type.String()),
        because: Type.String(),
        weightGrams: Type.Integer(),
        costMinor: MinorUnits,
        outerMillimetres: Sides,
        lines: Type.Array(LineQuantityView),
      }),
    ),
  ),
  parcels: Nullable(
    Type.Array(
      Type.Object({
        number: Type.Integer(),
        sscc: Type.String(),
        box: Nullable(Type.String()),
        weightGrams: Type.Integer(),
        outerMillimetres: Sides,
        lines: Type.Array(LineQuantityView),
      }),
    ),
  ),
  releasedAt: Timestamp,
  stateSince: Timestamp,
};

export const FulfilmentOrderView = Type.Object(fulfilmentOrderProperties, {
  $id: 'FulfilmentOrderView',
});
export type FulfilmentOrderView = Static<typeof FulfilmentOrderView>;

/** As it is read: with the gate that keeps its location from working on it, and who takes the goods. */
export const FulfilmentOrderRead = Type.Object(
  {
    ...fulfilmentOrderProperties,
    gate: Nullable(GateName),
    isPickUp: Type.Boolean({
      description: 'Its customer collects it and says a code: no carrier takes it',
    }),
  },
  { $id: 'FulfilmentOrderRead' },
);
export type FulfilmentOrderRead = Static<typeof FulfilmentOrderRead>;

const waveProperties = {
  id: Type.String(),
  version: Type.Integer(),
  location: Code,
  state: Type.Enum(['planned', 'released', 'done', 'cancelled']),
  collectionAt: Timestamp,
  orders: Type.Integer(),
  units: Type.Integer(),
  lineCount: Type.Integer(),
  weightGrams: Type.Integer(),
  pickListsOpen: Type.Integer(),
  plannedAt: Timestamp,
  stateSince: Timestamp,
};
export const WaveView = Type.Object(waveProperties, { $id: 'WaveView' });
export type WaveView = Static<typeof WaveView>;

export const PickListView = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    wave: Type.String(),
    location: Code,
    state: Type.Enum(['open', 'picking', 'done', 'cancelled']),
    picker: Nullable(Type.String()),
    lines: Type.Array(
      Type.Object({
        number: Type.Integer(),
        slot: Nullable(Type.String()),
        aisle: Nullable(Type.String()),
        sku: Code,
        wanted: Type.Array(
          Type.Object({
            fulfilmentOrder: Type.String(),
            lineNumber: Type.Integer(),
            quantity: Type.Integer(),
            picked: Type.Integer(),
            dropped: Type.Integer(),
          }),
        ),
        lots: Type.Optional(
          Type.Array(Type.Object({ lot: Type.String(), quantity: Type.Integer() }), {
            description: 'What to take first where the SKU is kept by lots',
          }),
        ),
      }),
      { description: 'In walking order' },
    ),
    lengthMillimetres: Nullable(Type.Integer()),
    slotOrderLengthMillimetres: Nullable(Type.Integer()),
    releasedAt: Timestamp,
    stateSince: Timestamp,
  },
  { $id: 'PickListView' },
);
export type PickListView = Static<typeof PickListView>;

export const ReleasedWave = Type.Object(
  { ...waveProperties, pickLists: Type.Array(PickListView) },
  { $id: 'ReleasedWave' },
);

export const PlannedWaves = Type.Object(
  {
    location: Code,
    waves: Type.Array(WaveView),
    left: Type.Array(Type.Object({ id: Type.String(), because: GateName })),
  },
  { $id: 'PlannedWaves' },
);

export const ShipmentView = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    fulfilmentOrder: Type.String(),
    orderId: Type.String(),
    location: Code,
    state: ShipmentState,
    carrier: Type.String(),
    service: Type.String(),
    trackingNumber: Type.String(),
    carrierReference: Nullable(Type.String()),
    costMinor: MinorUnits,
    currency: Currency,
    shipFrom: Address,
    shipTo: Address,
    parcels: Type.Array(
      Type.Object({
        number: Type.Integer(),
        sscc: Nullable(Type.String()),
        trackingNumber: Type.String(),
        box: Nullable(Type.String()),
        weightGrams: Type.Integer(),
        outerMillimetres: Sides,
        lines: Type.Array(
          Type.Object({
            lineNumber: Type.Integer(),
            sku: Code,
            quantity: Type.Integer(),
            lots: Lots,
          }),
        ),
      }),
    ),
    manifest: Nullable(Type.String()),
    deliverBy: Timestamp,
    tracking: Type.Array(
      Type.Object({
        reference: Type.String(),
        kind: TrackingKind,
        occurredAt: Timestamp,
        place: Nullable(Type.String()),
        note: Nullable(Type.String()),
      }),
    ),
    proofOfDelivery: Nullable(ProofOfDelivery),
    bookedAt: Timestamp,
    shippedAt: Nullable(Timestamp),
    deliveredAt: Nullable(Timestamp),
    stateSince: Timestamp,
  },
  { $id: 'ShipmentView' },
);
export type ShipmentView = Static<typeof ShipmentView>;

/** What a closed carton belongs to, found by the number on its label. */
export const ParcelView = Type.Object(
  {
    sscc: Type.String(),
    location: Code,
    fulfilmentOrder: FulfilmentOrderRead,
    shipment: Nullable(ShipmentView),
  },
  {
    $id: 'ParcelView',
    description: 'shipment: the latest that is not voided; null: none is booked',
  },
);
export type ParcelView = Static<typeof ParcelView>;

export const ManifestView = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    location: Code,
    carrier: Type.String(),
    day: Type.String(),
    state: Type.Enum(['open', 'closed']),
    shipmentCount: Type.Integer(),
    parcelCount: Type.Integer(),
    weightGrams: Type.Integer(),
    costMinor: MinorUnits,
    currency: Currency,
    openedAt: Timestamp,
    closedAt: Nullable(Timestamp),
    carrierReference: Nullable(Type.String()),
  },
  { $id: 'ManifestView' },
);
export type ManifestView = Static<typeof ManifestView>;

export const ChangeRequestView = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    group: Type.String(),
    orderId: Type.String(),
    fulfilmentOrder: Type.String(),
    location: Code,
    kind: Type.Enum(['cancel', 'address']),
    state: Type.Enum(['pending', 'accepted', 'refused', 'withdrawn']),
    lines: Type.Array(LineQuantityView),
    shipTo: Nullable(Address),
    reason: Type.String(),
    askedBy: Type.String(),
    askedAt: Timestamp,
    answer: Nullable(Type.String()),
    answeredBy: Nullable(Type.String()),
    answeredAt: Nullable(Timestamp),
  },
  { $id: 'ChangeRequestView' },
);
export type ChangeRequestView = Static<typeof ChangeRequestView>;

export const PackedOrder = Type.Object(
  { ...fulfilmentOrderProperties, shipment: Nullable(ShipmentView) },
  { $id: 'PackedOrder' },
);

export const SiteView = Type.Object(
  {
    location: Code,
    version: Type.Integer(),
    settings: PutSite,
    boxTypes: Type.Array(BoxType),
    nextWaveAt: Nullable(Timestamp),
  },
  { $id: 'SiteView' },
);
export type SiteView = Static<typeof SiteView>;

export const SlotView = Type.Object(
  {
    location: Code,
    code: Code,
    aisle: Nullable(Type.String()),
    xMillimetres: Nullable(Type.Integer()),
    yMillimetres: Nullable(Type.Integer()),
    sequence: Type.Integer(),
    skus: Type.Array(Code),
  },
  { $id: 'SlotView' },
);
export type SlotView = Static<typeof SlotView>;

export const CarrierContractView = Type.Object(
  { carrier: Type.String(), contract: PutCarrierContract },
  { $id: 'CarrierContractView' },
);

export const ShippingCompanyView = Type.Object(
  { settings: PutShippingCompany, contracts: Type.Array(CarrierContractView) },
  { $id: 'ShippingCompanyView' },
);
export type ShippingCompanyView = Static<typeof ShippingCompanyView>;

const page = (item: TSchema, $id: string) =>
  Type.Object({ items: Type.Array(item), nextCursor: Nullable(Type.String()) }, { $id });
export const FulfilmentOrderPage = page(FulfilmentOrderRead, 'FulfilmentOrderPage');
export const WavePage = page(WaveView, 'WavePage');
export const PickListPage = page(PickListView, 'PickListPage');
export const ShipmentPage = page(ShipmentView, 'ShipmentPage');
export const ManifestPage = page(ManifestView, 'ManifestPage');
export const ChangeRequestPage = page(ChangeRequestView, 'ChangeRequestPage');
export const SlotPage = page(SlotView, 'SlotPage');

export const OrderShipments = Type.Object(
  { items: Type.Array(ShipmentView), nextCursor: Type.Null() },
  { $id: 'OrderShipments' },
);

/** What locations do about one order. */
export const OrderFulfilment = Type.Object(
  {
    orderId: Type.String(),
    fulfilmentOrders: Type.Array(FulfilmentOrderRead),
    shipments: Type.Array(ShipmentView),
    changeRequests: Type.Array(ChangeRequestView),
  },
  { $id: 'OrderFulfilment' },
);
export type OrderFulfilment = Static<typeof OrderFulfilment>;
