import Type, { type Static } from 'typebox';
import { ChannelOrderKinds } from './order-kinds.ts';
import { ChannelPayments } from './payments.ts';
import { PutCarrierService, SourcingWeightsBody } from './sourcing.ts';
import { Timestamp } from './shared.ts';

const Closed = { additionalProperties: false } as const;

export const ChannelView = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    names: Type.Record(Type.String(), Type.String()),
    currency: Type.String(),
    timeZone: Type.String(),
    paymentDeadlineMinutes: Type.Union([Type.Integer(), Type.Null()]),
    backorder: Type.Enum(['allow', 'refuse']),
    split: Type.Enum(['allow', 'never']),
    promiseTargetDays: Type.Union([Type.Integer(), Type.Null()]),
    releaseAfterMinutes: Type.Union([Type.Integer(), Type.Null()]),
    returnWindowDays: Type.Integer(),
    payments: Type.Union([ChannelPayments, Type.Null()]),
    orderKinds: Type.Union([ChannelOrderKinds, Type.Null()]),
    excludedLocations: Type.Array(Type.String()),
    customFieldsSchema: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  },
  { ...Closed, $id: 'ChannelView' },
);
export type ChannelView = Static<typeof ChannelView>;

/** How often settings were put: what a change says it was made on. */
export const SettingVersion = Type.Object(
  {
    name: Type.String(),
    version: Type.Integer({ minimum: 0, description: '0: they were never put' }),
  },
  { $id: 'SettingVersion' },
);

export const ChannelList = Type.Object(
  { items: Type.Array(ChannelView), nextCursor: Type.Null() },
  { ...Closed, $id: 'ChannelList' },
);

export const CarrierServiceView = Type.Object(
  { code: Type.String(), ...PutCarrierService.properties },
  { ...Closed, $id: 'CarrierServiceView' },
);
export type CarrierServiceView = Static<typeof CarrierServiceView>;

export const CarrierServiceList = Type.Object(
  { items: Type.Array(CarrierServiceView), nextCursor: Type.Null() },
  { ...Closed, $id: 'CarrierServiceList' },
);

export const SourcingWeightsView = Type.Object(
  { ...SourcingWeightsBody.properties },
  { ...Closed, $id: 'SourcingWeightsView' },
);
export type SourcingWeightsView = Static<typeof SourcingWeightsView>;

/** Rules of sourcing without what they hold: a list shows which versions there are. */
export const RulesVersion = Type.Object(
  { version: Type.Integer({ minimum: 1 }), createdAt: Timestamp, createdBy: Type.String() },
  { ...Closed, $id: 'RulesVersion' },
);
export type RulesVersion = Static<typeof RulesVersion>;

export const RulesVersionPage = Type.Object(
  {
    items: Type.Array(RulesVersion, { description: 'Newest first' }),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'RulesVersionPage' },
);
export type RulesVersionPage = Static<typeof RulesVersionPage>;

/** The document that decisions cite: everything that sourcing decided by under one version. */
export const RulesDocument = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    currency: Type.String(),
    weights: Type.Record(Type.String(), Type.Number()),
    locations: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    services: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  },
  { ...Closed, $id: 'RulesDocument' },
);
